import { checkOptions, type OptionRules } from "../../core/house.js";
import { bestGold, type WhichGold } from "./best-gold.js";
import { type ChrFCountOptions, type ChrFCounts, chrFCountRules, countChrFOf } from "./chr-f-counts.js";
import { type ChrFOfOptions, chrFOf, chrFOfRules } from "./chr-f-of.js";
import { longestText, nothingMeasured, readGolds, unread } from "./read-texts.js";
import type { TaskScore } from "./task-score.js";
import { type TextOptions, textRules, type UnreadRule } from "./text-options.js";

export interface ChrFOptions extends TextOptions, ChrFCountOptions, ChrFOfOptions {}

const rules: OptionRules<ChrFOptions> = { ...textRules, ...chrFCountRules, ...chrFOfRules };

/**
 * chrF of one text against the gold that fits best, 0 to 1: sacreBLEU's `sentence_chrf` / 100; `wordOrder: 2` gives chrF++. For a corpus
 * add up `details` by `mergeChrFCounts` and `chrFOf`, or use `corpusChrF`. Not symmetric unless `beta` is 1.
 * @throws {InvalidArgumentError} a gold has no characters or is too long, or an option is none.
 */
export function chrF(
  gold: string | readonly string[],
  answer: string,
  options: ChrFOptions = {},
): TaskScore<"chrf" | UnreadRule, ChrFCounts & WhichGold> {
  checkOptions("chrF", options, rules);
  const { threshold = 1, maximumLength = longestText } = options;
  const golds = readGolds("chrF", gold, maximumLength);
  const trouble = unread("chrF", answer, maximumLength);
  const counts = countChrFOf("chrF", golds, trouble === undefined ? answer : "", options);
  const found = bestGold(counts, "chrf", threshold, (details) => ({ score: chrFOf(details, options), details }));
  if (trouble !== undefined) return nothingMeasured(trouble);
  return answer.trim() === "" ? nothingMeasured("no-answer") : found;
}
