import type { EngineMetric } from "../engine.js";
import { rowOf } from "./connection.js";
import { quoteNumber } from "./literals.js";
import type { MeasuredRows } from "./ranked-area.js";

/** A metric of decisions needs no more than how often each answer met each decision: it is asked of one row for each, weighted by that. */
export async function decidedValue(
  metric: EngineMetric,
  { connection, table, fractions, signal }: MeasuredRows,
): Promise<number | undefined> {
  const { threshold = 0.5 } = metric.params;
  const limit = Number(threshold);
  // Whole outputs are decisions already.
  const decided = fractions ? `o >= ${quoteNumber(limit)}` : "o = 1";
  const cells = ([1, 0] as const).flatMap((target) => [
    { target, said: true, sql: `count(CASE WHEN t = ${target} AND ${decided} THEN 1 END)` },
    { target, said: false, sql: `count(CASE WHEN t = ${target} AND NOT ${decided} THEN 1 END)` },
  ]);
  const counts = await rowOf(connection, `SELECT ${cells.map((cell) => cell.sql).join(", ")} FROM ${table}`, signal);
  const [yes, no] = fractions ? [(1 + limit) / 2, limit / 2] : [1, 0];
  const seen = cells.map((cell, at) => ({ ...cell, count: counts[at] ?? 0 })).filter(({ count }) => count > 0);
  return metric(
    seen.map(({ target }) => target),
    seen.map(({ said }) => (said ? yes : no)),
    { weights: seen.map(({ count }) => count) },
  );
}
