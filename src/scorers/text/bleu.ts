import { checkOptions, type OptionRules } from "../../core/house.js";
import { type BleuCountOptions, type BleuCounts, bleuCountRules, countBleuOf } from "./bleu-counts.js";
import { type BleuOfOptions, bleuOf, bleuOfRules } from "./bleu-of.js";
import { longestText, nothingMeasured, readGolds, unread } from "./read-texts.js";
import type { TaskScore } from "./task-score.js";
import { type TextOptions, textRules, type UnreadRule } from "./text-options.js";

export interface BleuOptions extends TextOptions, BleuCountOptions, BleuOfOptions {}

const rules: OptionRules<BleuOptions> = { ...textRules, ...bleuCountRules, ...bleuOfRules };

/**
 * BLEU of one text against its golds, which count together, 0 to 1: sacreBLEU's `sentence_bleu` / 100, with `effectiveOrder` true by
 * default as there. The mean of these is not the BLEU of a corpus: for that add up `details` by `mergeBleuCounts` and `bleuOf`, or
 * use `corpusBleu`. Not symmetric. A warning says when a text is shorter than `maximumOrder`.
 * @throws {InvalidArgumentError} a gold has no words or is too long, or an option is none.
 */
export function bleu(
  gold: string | readonly string[],
  answer: string,
  options: BleuOptions = {},
): TaskScore<"bleu" | UnreadRule, BleuCounts> {
  checkOptions("BLEU", options, rules);
  const { threshold = 1, maximumLength = longestText } = options;
  const golds = readGolds("BLEU", gold, maximumLength);
  const trouble = unread("BLEU", answer, maximumLength);
  // Golds and options are judged whatever the answer is.
  const details = countBleuOf("BLEU", golds, trouble === undefined ? answer : "", options);
  const score = bleuOf(details, { ...options, effectiveOrder: options.effectiveOrder ?? true });
  if (trouble !== undefined) return nothingMeasured(trouble);
  if (details.answerLength === 0) return nothingMeasured("no-answer");
  const short = Math.min(details.answerLength, details.goldLength) < details.matched.length;
  return { match: score >= threshold, score, rule: "bleu", warnings: short ? ["shorter-than-order"] : [], details };
}
