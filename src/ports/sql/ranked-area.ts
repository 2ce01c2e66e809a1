import { rowOf, type SqlConnection } from "./connection.js";

/** Rows of a target `t` and an output `o`, all of them there and finite. */
export interface MeasuredRows {
  readonly connection: SqlConnection;
  readonly table: string;
  readonly rows: number;
  /** Whether an output is no whole number. */
  readonly fractions: boolean;
  readonly signal: AbortSignal | undefined;
}

/** The area under the ROC curve by ranks: of every yes, the noes below it and half of those beside it. Counts are whole, so the sum is exact. */
export async function rankedArea({ connection, table, signal }: MeasuredRows): Promise<number | undefined> {
  const { wholeSum } = connection.dialect;
  const byOutput = `SELECT o, count(CASE WHEN t = 1 THEN 1 END) AS yes, count(CASE WHEN t = 0 THEN 1 END) AS no FROM ${table} GROUP BY o`;
  const ranked = `SELECT yes, no, COALESCE(sum(no) OVER (ORDER BY o ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS below FROM (${byOutput}) AS b`;
  const [twice = 0, yes = 0, no = 0] = await rowOf(
    connection,
    `SELECT COALESCE(${wholeSum("yes * (2 * below + no)")}, 0), COALESCE(sum(yes), 0), COALESCE(sum(no), 0) FROM (${ranked}) AS r`,
    signal,
  );
  return yes === 0 || no === 0 ? undefined : twice / 2 / (yes * no);
}
