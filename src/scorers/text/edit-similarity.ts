import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { bestGold, type WhichGold } from "./best-gold.js";
import { editDistance } from "./edit-distance.js";
import { encodeTokens } from "./n-grams.js";
import { nothingMeasured, readGolds, unread } from "./read-texts.js";
import type { TaskScore } from "./task-score.js";
import { type TextOptions, textRules, type UnreadRule } from "./text-options.js";

export interface EditSimilarityOptions extends TextOptions {
  /** What is inserted, deleted or replaced: characters (code points) or what stands between spaces. @default "characters" */
  readonly unit?: "characters" | "words";
  /** As for all metrics on texts, but the work grows with the product of the lengths. @default 20_000 */
  readonly maximumLength?: number;
}

export interface Edits {
  /** Insertions, deletions and replacements from the answer to the gold. */
  readonly distance: number;
  /** distance / units of the gold: the character or word error rate; above 1 for an answer with much that is superfluous. */
  readonly errorRate: number;
}

const rules: OptionRules<EditSimilarityOptions> = { ...textRules, unit: option.oneOf("characters", "words") };
const place = "edit similarity";

/**
 * 1 - Levenshtein distance / units of the longer text (rapidfuzz's `Levenshtein.normalized_similarity`); of several golds the nearest
 * counts. Texts are compared as they are written: case, spaces and accents in another composition count. Symmetric for one gold.
 * @throws {InvalidArgumentError} a gold is empty or too long, or an option is none.
 */
export function editSimilarity(
  gold: string | readonly string[],
  answer: string,
  options: EditSimilarityOptions = {},
): TaskScore<"edit-similarity" | UnreadRule, Edits & WhichGold> {
  checkOptions(place, options, rules);
  const { threshold = 1, maximumLength = 20_000, unit = "characters" } = options;
  const split = (text: string) => (unit === "words" ? (text.match(/\S+/gu) ?? []) : [...text]);
  const golds = readGolds(place, gold, maximumLength).map((one) => {
    const theirs = split(one);
    if (theirs.length === 0) throw new InvalidArgumentError(place, `a gold with ${unit}`, one);
    return theirs;
  });
  const trouble = unread(place, answer, maximumLength);
  if (trouble !== undefined) return nothingMeasured(trouble);
  const mine = split(answer);
  if (mine.length === 0) return nothingMeasured("no-answer");
  return bestGold(golds, "edit-similarity", threshold, (theirs) => {
    const { codes, distinct } = encodeTokens([mine, theirs]);
    const [left, right] = codes;
    const distance = left === undefined || right === undefined ? 0 : editDistance(left, right, distinct);
    return {
      score: 1 - distance / Math.max(mine.length, theirs.length),
      details: { distance, errorRate: distance / theirs.length },
    };
  });
}
