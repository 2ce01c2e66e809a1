import { InvalidArgumentError } from "../../core/index.js";
import type { AnswerMatch } from "./answer-match.js";
import { normaliseText } from "./normalise-text.js";

/**
 * Equal texts, after NFKC, lower case, without articles, outer punctuation and superfluous space (SQuAD's normalisation, signs and
 * decimal points kept): the cheapest layer of an evaluation.
 * @throws {InvalidArgumentError} the gold is empty: an error of its author, not of the answer.
 */
export function exactAnswer(prediction: string, gold: string): AnswerMatch {
  const [mine, theirs] = [normaliseText(prediction), normaliseText(gold)];
  if (theirs === "") throw new InvalidArgumentError("exact answer", "a gold that says something", gold);
  const match = mine === theirs;
  return {
    match,
    score: match ? 1 : 0,
    rule: match ? "exact" : mine === "" ? "no-answer" : "text-differs",
    gold: theirs,
    prediction: mine === "" ? undefined : mine,
    absoluteError: undefined,
    relativeError: undefined,
    warnings: [],
  };
}
