import { InvalidArgumentError } from "../../core/index.js";
import { rowMetric } from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";

declare const answerScore: unique symbol;

/** What metrics and gates of layered evaluations are about: scores from 0 to 1. */
export interface AnswerScore {
  readonly [answerScore]: true;
}

/** The mean score of all rows that were decided. */
export function meanScore(): Metric<AnswerScore> {
  return rowMetric("mean score", "higher", (score) => score);
}

/**
 * The share of rows whose score is at least `from`.
 * @throws {InvalidArgumentError} `from` is not above 0 and at most 1.
 */
export function passRate(options: { readonly from?: number } = {}): Metric<AnswerScore> {
  const { from = 1 } = options;
  if (!(from > 0 && from <= 1)) throw new InvalidArgumentError("pass rate", "`from` above 0 and at most 1", from);
  return rowMetric(from === 1 ? "pass rate" : `pass rate from ${from}`, "higher", (score) => (score >= from ? 1 : 0));
}
