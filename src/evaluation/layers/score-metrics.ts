import { checkOptions, option } from "../../core/house.js";
import { eachRow, meanMetric, readNumbers, shareRange } from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";

declare const answerScore: unique symbol;

/** What metrics and gates of layered evaluations are about: scores from 0 to 1. */
export interface AnswerScore {
  readonly [answerScore]: true;
}

/** The mean score of all rows that were decided. */
export function meanScore(): Metric<AnswerScore> {
  return scoreMetric("mean score", {}, (score) => score);
}

/**
 * The share of rows whose score is at least `from`.
 * @throws {InvalidArgumentError} `from` is not above 0 and at most 1.
 */
export function passRate(options: { readonly from?: number } = {}): Metric<AnswerScore> {
  checkOptions("pass rate", options, { from: option.number({ above: 0, maximum: 1 }) });
  const { from = 1 } = options;
  const name = from === 1 ? "pass rate" : `pass rate from ${from}`;
  return scoreMetric(name, { from }, (score) => (score >= from ? 1 : 0));
}

function scoreMetric(
  name: string,
  params: { readonly [name: string]: number },
  scoreOf: (score: number) => number,
): Metric<AnswerScore> {
  return meanMetric({
    name,
    better: "higher",
    range: shareRange,
    tasks: ["number"],
    params,
    read: (input) => readNumbers(name, input),
    values: ({ columns }) => columns.map(({ outputs }) => eachRow((row) => scoreOf(outputs[row] as number))),
  });
}
