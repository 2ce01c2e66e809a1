import { checkOptions, type OptionRules } from "../../core/house.js";
import { type BleuCountOptions, bleuCountRules, countBleuOf, mergeBleuCounts } from "./bleu-counts.js";
import { type BleuOfOptions, bleuOf, bleuOfRules } from "./bleu-of.js";
import { type CorpusOptions, corpusRules, countRows } from "./count-rows.js";

export interface CorpusBleuOptions extends CorpusOptions, BleuCountOptions, BleuOfOptions {}

const rules: OptionRules<CorpusBleuOptions> = { ...corpusRules, ...bleuCountRules, ...bleuOfRules };

/**
 * BLEU of a corpus, 0 to 1: counts of all rows together (sacreBLEU's `corpus_bleu` / 100; golds may differ in number from row to
 * row). An answer that is too long counts as an empty text. Undefined of no rows.
 * @throws {InvalidArgumentError} answers and golds differ in number, an answer is no text, a gold has no words or is too long, or an option is none.
 */
export function corpusBleu(
  golds: readonly (string | readonly string[])[],
  answers: readonly string[],
  options: CorpusBleuOptions = {},
): number | undefined {
  checkOptions("BLEU", options, rules);
  const counts = countRows("BLEU", golds, answers, options, (ofRow, answer) =>
    countBleuOf("BLEU", ofRow, answer, options),
  );
  return counts.length === 0 ? undefined : bleuOf(mergeBleuCounts(counts), options);
}
