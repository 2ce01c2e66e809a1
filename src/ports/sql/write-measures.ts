import type { JsonObject } from "../../core/index.js";
import { rowOf } from "./connection.js";
import { quoteNumber } from "./literals.js";
import { type MeasuredRows, weightedSum } from "./measured-rows.js";

interface Measure {
  readonly task: "binary" | "number";
  /** Params whose values change nothing, or are read by `finish`. */
  readonly params?: readonly string[];
  readonly probabilities?: true;
  /** @param sums One for each of `sums`, over rows that weigh something. */
  finish(sums: readonly number[], params: JsonObject): number | undefined | Promise<number | undefined>;
}

const epsilon = quoteNumber(Number.EPSILON);

/** The probability that was given to what happened, as the metrics clip it. */
export function clipped(probability: string): string {
  const high = quoteNumber(1 - Number.EPSILON);
  return `CASE WHEN ${probability} < ${epsilon} THEN ${epsilon} WHEN ${probability} > ${high} THEN ${high} ELSE ${probability} END`;
}

/** The metrics that are sums over rows, as the metrics room defines them, by their names there. */
export function measuresOf(measured: MeasuredRows): {
  readonly sums: readonly string[];
  readonly named: { readonly [metric: string]: Measure | undefined };
} {
  const { connection, table, rows, weight, weighted, signal } = measured;
  // Other outputs have no logarithm; they are refused where it is asked for.
  const likelihood = `CASE WHEN t = 1 THEN ${clipped("o")} ELSE 1.0e0 - ${clipped("o")} END`;
  const size = "(abs(t) + abs(o))";
  const sums = [
    `-ln(${likelihood})`,
    "(t - o) * (t - o)",
    "abs(t - o)",
    `abs(t - o) / CASE WHEN abs(t) > ${epsilon} THEN abs(t) ELSE ${epsilon} END`,
    `CASE WHEN ${size} = 0 THEN 0.0e0 ELSE 2.0e0 * abs(t - o) / ${size} END`,
    "t",
  ].map((value) => weightedSum(measured, value));
  const mean =
    (at: number, change = (value: number): number => value) =>
    (totals: readonly number[]): number =>
      change((totals[at] ?? 0) / weight);
  const named = {
    "log loss": { task: "binary", params: ["labels"], probabilities: true, finish: mean(0) },
    "Brier score": {
      task: "binary",
      probabilities: true,
      params: ["labels", "scaleByHalf"],
      finish: (totals, { scaleByHalf }) => mean(1)(totals) * (scaleByHalf === false ? 2 : 1),
    },
    "mean absolute error": { task: "number", finish: mean(2) },
    "mean squared error": { task: "number", finish: mean(1) },
    "root mean squared error": { task: "number", finish: mean(1, Math.sqrt) },
    "mean absolute percentage error": { task: "number", finish: mean(3) },
    "symmetric mean absolute percentage error": { task: "number", finish: mean(4) },
    R2: {
      task: "number",
      async finish(totals) {
        if (rows < 2) return undefined;
        const centre = quoteNumber((totals[5] ?? 0) / weight);
        const spreadSum = weightedSum(measured, `(t - ${centre}) * (t - ${centre})`);
        const counts = weighted ? " WHERE w > 0" : "";
        const query = `SELECT ${spreadSum}, min(t), max(t) FROM ${table}${counts}`;
        const [spread = 0, least, most] = await rowOf(connection, query, signal);
        const rest = totals[1] ?? 0;
        if (least === most || spread === 0) return rest === 0 ? 1 : 0;
        return 1 - rest / spread;
      },
    },
  } satisfies Record<string, Measure>;
  return { sums, named };
}
