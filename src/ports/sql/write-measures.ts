import type { JsonObject } from "../../core/index.js";
import { rowOf } from "./connection.js";
import type { SqlDialect } from "./dialect.js";
import { quoteNumber } from "./literals.js";
import type { MeasuredRows } from "./ranked-area.js";

interface Measure {
  readonly task: "binary" | "number";
  /** Params whose values change nothing, or are read by `finish`. */
  readonly params?: readonly string[];
  readonly probabilities?: true;
  /** @param sums One for each of `sums`, over `rows` rows. */
  finish(
    sums: readonly number[],
    rows: number,
    params: JsonObject,
    measured: MeasuredRows,
  ): number | undefined | Promise<number | undefined>;
}

/** The metrics that are sums over rows, as the metrics room defines them, by their names there. */
export function measuresOf({ sum }: SqlDialect): {
  readonly sums: readonly string[];
  readonly named: { readonly [metric: string]: Measure | undefined };
} {
  const [low, high] = [quoteNumber(Number.EPSILON), quoteNumber(1 - Number.EPSILON)];
  const clipped = `CASE WHEN o < ${low} THEN ${low} WHEN o > ${high} THEN ${high} ELSE o END`;
  // Other outputs have no logarithm; they are refused where it is asked for.
  const likelihood = `CASE WHEN t = 1 THEN ${clipped} ELSE 1.0e0 - ${clipped} END`;
  const size = "(abs(t) + abs(o))";
  const sums = [
    sum(`-ln(${likelihood})`),
    sum("(t - o) * (t - o)"),
    sum("abs(t - o)"),
    sum(
      `abs(t - o) / CASE WHEN abs(t) > ${quoteNumber(Number.EPSILON)} THEN abs(t) ELSE ${quoteNumber(Number.EPSILON)} END`,
    ),
    sum(`CASE WHEN ${size} = 0 THEN 0.0e0 ELSE 2.0e0 * abs(t - o) / ${size} END`),
    sum("t"),
  ];
  const mean =
    (at: number, change = (value: number): number => value) =>
    (totals: readonly number[], rows: number): number =>
      change((totals[at] ?? 0) / rows);
  const named = {
    "log loss": { task: "binary", probabilities: true, finish: mean(0) },
    "Brier score": {
      task: "binary",
      probabilities: true,
      params: ["scaleByHalf"],
      finish: (totals, rows, { scaleByHalf }) => mean(1)(totals, rows) * (scaleByHalf === false ? 2 : 1),
    },
    "mean absolute error": { task: "number", finish: mean(2) },
    "mean squared error": { task: "number", finish: mean(1) },
    "root mean squared error": { task: "number", finish: mean(1, Math.sqrt) },
    "mean absolute percentage error": { task: "number", finish: mean(3) },
    "symmetric mean absolute percentage error": { task: "number", finish: mean(4) },
    R2: {
      task: "number",
      async finish(totals, rows, _, { connection, table, signal }) {
        if (rows < 2) return undefined;
        const centre = quoteNumber((totals[5] ?? 0) / rows);
        const query = `SELECT ${sum(`(t - ${centre}) * (t - ${centre})`)}, min(t), max(t) FROM ${table}`;
        const [spread = 0, least, most] = await rowOf(connection, query, signal);
        const rest = totals[1] ?? 0;
        if (least === most || spread === 0) return rest === 0 ? 1 : 0;
        return 1 - rest / spread;
      },
    },
  } satisfies Record<string, Measure>;
  return { sums, named };
}
