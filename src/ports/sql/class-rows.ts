import { quoteText } from "./literals.js";
import type { MeasuredRows } from "./measured-rows.js";

/** Complete rows of classes: what was so as text `t`, probabilities `p0`, `p1`, …, the greatest as `g` and its column as `d`. */
export interface ClassRows extends MeasuredRows {
  readonly labels: readonly string[];
  /** Whether a row is of the class of a column, as SQL. */
  isOf(column: number): string;
}

/** @param rows With `t`, and the probabilities of the labels as `p0`, `p1`, …. */
export function openClasses(rows: MeasuredRows, labels: readonly string[]): ClassRows {
  const columns = labels.map((_, column) => `p${column}`);
  const greatest = columns.length === 1 ? "p0" : `greatest(${columns.join(", ")})`;
  const first = columns.map((column, at) => `WHEN ${column} = g THEN ${at}`);
  return {
    ...rows,
    labels,
    table: `(SELECT *, CASE ${first.join(" ")} END AS d FROM (SELECT *, ${greatest} AS g FROM ${rows.table}) AS n) AS k`,
    isOf(column) {
      const label = labels[column] ?? "";
      // Half a surrogate pair stands in no text of SQL.
      return /\p{Surrogate}/u.test(label) ? "FALSE" : `t = ${quoteText(label)}`;
    },
  };
}

/** A class against all others, as yes and no. */
export function columnOf(rows: ClassRows, column: number, among = "TRUE"): MeasuredRows {
  return { ...rows, table: `(${selectOf(rows, column)} WHERE ${among}) AS y` };
}

/** Whether the likeliest class was right, and how likely it was said to be. */
export function likeliestOf(rows: ClassRows): MeasuredRows {
  const right = rows.labels.map((_, column) => `WHEN d = ${column} AND ${rows.isOf(column)} THEN 1.0e0`);
  return {
    ...rows,
    table: `(SELECT g AS o, CASE ${right.join(" ")} ELSE 0.0e0 END AS t${weightName(rows)} FROM ${rows.table}) AS y`,
  };
}

/** The rows of a class against all others. */
export function selectOf(rows: ClassRows, column: number): string {
  return `SELECT p${column} AS o, CASE WHEN ${rows.isOf(column)} THEN 1.0e0 ELSE 0.0e0 END AS t${weightName(rows)} FROM ${rows.table}`;
}

function weightName({ weighted }: MeasuredRows): string {
  return weighted ? ", w" : "";
}
