import type { JsonObject } from "../../core/index.js";
import { rowOf } from "./connection.js";
import { quoteNumber } from "./literals.js";
import { type MeasuredRows, weightOf } from "./measured-rows.js";

type Score = (rows: MeasuredRows, params: JsonObject) => Promise<number | undefined>;

/** How well outputs `o` rank the yeses above the noes of `t`, as the metrics of that name say; undefined of others. */
export function rankedScore(name: string): Score | undefined {
  if (/^lift at /.test(name)) return lift;
  return { "ROC-AUC": area, "average precision": averagePrecision, "PR-AUC": precisionRecallArea, KS: farthest }[name];
}

/** Of each different output the yeses and noes beside it, and those at or above it. Rows of no weight set no threshold. */
function stepsOf(rows: MeasuredRows): { readonly groups: string; readonly steps: string } {
  const { double } = rows.connection.dialect;
  const where = rows.weighted ? " WHERE w > 0" : "";
  const groups = `(SELECT o, ${weightOf(rows, "t = 1")} AS yes, ${weightOf(rows, "t = 0")} AS no FROM ${rows.table}${where} GROUP BY o) AS g`;
  const above = (value: string): string =>
    `CAST(sum(${value}) OVER (ORDER BY o DESC ROWS UNBOUNDED PRECEDING) AS ${double})`;
  const steps = `(SELECT o, CAST(yes AS ${double}) AS yes, CAST(no AS ${double}) AS no, ${above("yes")} AS ys, ${above("no")} AS ns FROM ${groups}) AS s`;
  return { groups, steps };
}

/** The area under the ROC curve by ranks: of every yes, the noes below it and half of those beside it. Counts are whole, so their sum is exact. */
async function area(rows: MeasuredRows): Promise<number | undefined> {
  const { whole, sum } = rows.connection.dialect;
  const { groups } = stepsOf(rows);
  const [cast, add] = rows.weighted
    ? [(value: string) => value, sum]
    : [(value: string) => `CAST(${value} AS ${whole})`, (value: string) => `sum(${value})`];
  const ranked = `(SELECT yes, no, COALESCE(sum(no) OVER (ORDER BY o ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS below FROM ${groups}) AS r`;
  const twice = add(`${cast("yes")} * ${cast("(2 * below + no)")}`);
  const query = `SELECT COALESCE(${twice}, 0), COALESCE(${add(cast("yes"))}, 0), COALESCE(${add(cast("no"))}, 0) FROM ${ranked}`;
  const [doubled = 0, yes = 0, no = 0] = await rowOf(rows.connection, query, rows.signal);
  return yes === 0 || no === 0 ? undefined : doubled / 2 / (yes * no);
}

async function averagePrecision(rows: MeasuredRows): Promise<number | undefined> {
  const query = `SELECT ${rows.connection.dialect.sum("yes * (ys / (ys + ns))")}, max(ys) FROM ${stepsOf(rows).steps}`;
  const [sum = 0, all = 0] = await rowOf(rows.connection, query, rows.signal);
  return all === 0 ? undefined : sum / all;
}

/** By trapezoids; the precision before the first step is 1. */
async function precisionRecallArea(rows: MeasuredRows): Promise<number | undefined> {
  const precise = `(SELECT o, yes, ys, ys / (ys + ns) AS p FROM ${stepsOf(rows).steps}) AS p1`;
  const pairs = `(SELECT yes, ys, p, COALESCE(lag(p) OVER (ORDER BY o DESC), 1.0e0) AS before FROM ${precise}) AS p2`;
  const query = `SELECT ${rows.connection.dialect.sum("yes * (p + before) / 2.0e0")}, max(ys) FROM ${pairs}`;
  const [sum = 0, all = 0] = await rowOf(rows.connection, query, rows.signal);
  return all === 0 ? undefined : sum / all;
}

/** Kolmogorov and Smirnov's distance. */
async function farthest(rows: MeasuredRows): Promise<number | undefined> {
  const shares = `(SELECT ys, ns, max(ys) OVER () AS y, max(ns) OVER () AS n FROM ${stepsOf(rows).steps}) AS f`;
  const query = `SELECT max(CASE WHEN y > 0 AND n > 0 THEN abs(ys / y - ns / n) END), max(y), max(n) FROM ${shares}`;
  const [most = 0, yes = 0, no = 0] = await rowOf(rows.connection, query, rows.signal);
  return yes === 0 || no === 0 ? undefined : most;
}

/** Of the step that the cut goes through, its part. */
async function lift(rows: MeasuredRows, params: JsonObject): Promise<number | undefined> {
  const { groups, steps } = stepsOf(rows);
  const [yes = 0, all = 0] = await rowOf(rows.connection, `SELECT sum(yes), sum(yes + no) FROM ${groups}`, rows.signal);
  if (yes === 0) return undefined;
  const cut = Number(params.share) * all;
  const limit = quoteNumber(cut);
  const before = "(ys + ns - yes - no)";
  const part = `CASE WHEN ${before} >= ${limit} THEN 0.0e0 WHEN ys + ns <= ${limit} THEN 1.0e0 ELSE (${limit} - ${before}) / (yes + no) END`;
  const query = `SELECT ${rows.connection.dialect.sum(`yes * ${part}`)} FROM ${steps}`;
  const [found = 0] = await rowOf(rows.connection, query, rows.signal);
  return found / cut / (yes / all);
}
