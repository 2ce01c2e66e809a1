import { bestGold, type WhichGold } from "./best-gold.js";
import { type ChrFCountOptions, type ChrFCounts, countChrFOf } from "./chr-f-counts.js";
import { type ChrFOfOptions, chrFOf } from "./chr-f-of.js";
import { nothingMeasured, readGolds, unread } from "./read-texts.js";
import type { TaskScore } from "./task-score.js";
import { readTextOptions, type TextOptions, type UnreadRule } from "./text-options.js";

export interface ChrFOptions extends TextOptions, ChrFCountOptions, ChrFOfOptions {}

/**
 * chrF of one text against the gold that fits best, 0 to 1: sacreBLEU's `sentence_chrf` / 100; `wordOrder: 2` gives chrF++. For a corpus
 * add up `details` by `mergeChrFCounts` and `chrFOf`, or use `corpusChrF`. Not symmetric unless `beta` is 1.
 * @throws {InvalidArgumentError} a gold has no characters or is too long, or an option is none.
 */
export function chrF(
  prediction: string,
  gold: string | readonly string[],
  options: ChrFOptions = {},
): TaskScore<"chrf" | UnreadRule, ChrFCounts & WhichGold> {
  const { threshold, maximumLength } = readTextOptions("chrF", options);
  const golds = readGolds("chrF", gold, maximumLength);
  const trouble = unread(prediction, maximumLength);
  const counts = countChrFOf("chrF", trouble === undefined ? prediction : "", golds, options);
  const found = bestGold(counts, "chrf", threshold, (details) => ({ score: chrFOf(details, options), details }));
  if (trouble !== undefined) return nothingMeasured(trouble);
  return prediction.trim() === "" ? nothingMeasured("no-answer") : found;
}
