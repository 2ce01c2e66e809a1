import { checkOptions, type OptionRules } from "../../core/house.js";
import { bestGold } from "./best-gold.js";
import {
  type ChrFCountOptions,
  type ChrFCounts,
  chrFCountRules,
  countChrFOf,
  mergeChrFCounts,
} from "./chr-f-counts.js";
import { type ChrFOfOptions, chrFOf, chrFOfRules } from "./chr-f-of.js";
import { type CorpusOptions, corpusRules, countRows } from "./count-rows.js";

export interface CorpusChrFOptions extends CorpusOptions, ChrFCountOptions, ChrFOfOptions {}

const rules: OptionRules<CorpusChrFOptions> = { ...corpusRules, ...chrFCountRules, ...chrFOfRules };

/**
 * chrF of a corpus, 0 to 1: the counts of all rows together, each against the gold that fits it best (sacreBLEU's `corpus_chrf` / 100).
 * An answer that is too long counts as an empty text. Undefined of no rows.
 * @throws {InvalidArgumentError} answers and golds differ in number, an answer is no text, a gold has no characters or is too long, or an option is none.
 */
export function corpusChrF(
  golds: readonly (string | readonly string[])[],
  answers: readonly string[],
  options: CorpusChrFOptions = {},
): number | undefined {
  checkOptions("chrF", options, rules);
  const counts = countRows("chrF", golds, answers, options, (ofRow, answer) => {
    const each = countChrFOf("chrF", ofRow, answer, options);
    const { details } = bestGold(each, "chrf", 1, (one) => ({ score: chrFOf(one, options), details: one }));
    return each[details?.goldIndex ?? 0];
  }).filter((one): one is ChrFCounts => one !== undefined);
  return counts.length === 0 ? undefined : chrFOf(mergeChrFCounts(counts), options);
}
