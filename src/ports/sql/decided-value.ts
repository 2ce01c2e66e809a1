import type { EngineMetric } from "../engine.js";
import { rowsOf } from "./connection.js";
import { quoteNumber } from "./literals.js";
import { type MeasuredRows, weightOf } from "./measured-rows.js";

/**
 * A metric of yes and no that are decided needs no more than how often each answer met each decision: it is asked of one row for each, weighted by that.
 * @param fractions Whether an output is no whole number; whole outputs are decisions already.
 */
export async function decidedValue(
  metric: EngineMetric,
  measured: MeasuredRows,
  fractions: boolean,
): Promise<number | undefined> {
  const { connection, table, signal } = measured;
  const { threshold = 0.5 } = metric.params;
  const limit = Number(threshold);
  const decided = fractions ? `o >= ${quoteNumber(limit)}` : "o = 1";
  const query = `SELECT was, said, ${weightOf(measured, "TRUE")} FROM (SELECT *, CASE WHEN t = 1 THEN 1 ELSE 0 END AS was, CASE WHEN ${decided} THEN 1 ELSE 0 END AS said FROM ${table}) AS d GROUP BY was, said`;
  const cells = (await rowsOf(connection, query, signal)).map((row) => row.map(Number));
  const [yes, no] = fractions ? [(1 + limit) / 2, limit / 2] : [1, 0];
  const state = metric.create();
  state.add(
    cells.map(([was = 0]) => was),
    cells.map(([, said]) => (said === 1 ? yes : no)),
    { weights: cells.map(([, , weight = 0]) => weight) },
  );
  return state.value();
}
