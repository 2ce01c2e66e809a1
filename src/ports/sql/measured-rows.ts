import type { SqlConnection } from "./connection.js";

/** Complete rows that were looked through: a target `t`, an output `o`, and a weight `w` where they are weighted. */
export interface MeasuredRows {
  readonly connection: SqlConnection;
  /** What stands after FROM. */
  readonly table: string;
  readonly rows: number;
  /** All weights together; the number of rows where they are not weighted. */
  readonly weight: number;
  readonly weighted: boolean;
  readonly signal: AbortSignal | undefined;
}

/** What rows were found to hold. */
export interface MeasuredFacts {
  /** Whether an output is no whole number. */
  readonly fractions: boolean;
  readonly fractionalWeights: boolean;
  /** @throws {InvalidArgumentError} an output is none. */
  requireProbabilities(): void;
  /** @throws {InvalidArgumentError} those of a row do not sum to 1. */
  requireSums(): void;
}

type Weighing = Pick<MeasuredRows, "connection" | "weighted">;

/** A sum over rows, each by its weight. */
export function weightedSum({ connection, weighted }: Weighing, value: string): string {
  return connection.dialect.sum(weighted ? `w * (${value})` : value);
}

/** How much rows weigh for which a condition holds. */
export function weightOf({ connection, weighted }: Weighing, condition: string): string {
  return weighted
    ? `COALESCE(${connection.dialect.sum(`CASE WHEN ${condition} THEN w ELSE 0.0e0 END`)}, 0.0e0)`
    : `count(CASE WHEN ${condition} THEN 1 END)`;
}
