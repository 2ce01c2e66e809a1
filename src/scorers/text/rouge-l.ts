import { checkOptions } from "../../core/house.js";
import { longestCommonSubsequence } from "./longest-common-subsequence.js";
import { encodeTokens } from "./n-grams.js";
import { overlap } from "./overlap.js";
import { type RougeOptions, type RougeScore, rougeRules, scoreRouge } from "./rouge.js";

/**
 * ROUGE-L of a whole text: the F1 of the longest common subsequence of words (`rougeL` fmeasure of Google's `rouge_score` 0.1.2, Lin
 * 2004; not the sentence-wise `rougeLsum`). Of several golds the best counts, as in its `score_multi`. Symmetric for one gold.
 * @throws {InvalidArgumentError} a gold has no words or is too long, or an option is none.
 */
export function rougeL(
  gold: string | readonly string[],
  answer: string,
  options: RougeOptions = {},
): RougeScore<"rouge-l"> {
  checkOptions("rouge-l", options, rougeRules);
  return scoreRouge("rouge-l", gold, answer, options, (theirs, mine) => {
    const { codes, distinct } = encodeTokens([mine, theirs]);
    const [left, right] = codes;
    const common = left === undefined || right === undefined ? 0 : longestCommonSubsequence(left, right, distinct);
    return overlap(common, theirs.length, mine.length);
  });
}
