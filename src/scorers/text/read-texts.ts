import { InvalidArgumentError } from "../../core/index.js";
import { checkAnswer } from "../check-answer.js";
import type { UnreadRule } from "./text-options.js";

/** The default of `maximumLength`. */
export const longestText = 100_000;

/**
 * The golds as a list. What a gold must hold beyond being a text of bounded length is for the metric to say.
 * @throws {InvalidArgumentError} there is no gold, or one is no text or too long.
 */
export function readGolds(place: string, gold: string | readonly string[], maximumLength: number): readonly string[] {
  const golds = typeof gold === "string" ? [gold] : gold;
  if (!Array.isArray(golds) || golds.length === 0)
    throw new InvalidArgumentError(place, "a gold: a text or a list of at least one", gold);
  for (const one of golds) {
    if (typeof one !== "string") throw new InvalidArgumentError(place, "golds that are texts", one);
    if (one.length > maximumLength)
      throw new InvalidArgumentError(place, `a gold of at most ${maximumLength} characters`, one.length);
  }
  return golds;
}

/**
 * Why an answer cannot be measured; undefined where it can be read.
 * @throws {InvalidArgumentError} it is no text.
 */
export function unread(
  place: string,
  answer: string,
  maximumLength: number,
): Exclude<UnreadRule, "no-answer"> | undefined {
  checkAnswer(place, answer);
  return answer.length > maximumLength ? "too-long" : undefined;
}

/** The score of what could not be measured. */
export function nothingMeasured<Rule extends string>(rule: Rule) {
  return { match: false, score: 0, rule, warnings: [], details: undefined } as const;
}
