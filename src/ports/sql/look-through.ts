import { InvalidArgumentError } from "../../core/index.js";
import type { EngineMeasureOptions } from "../engine.js";
import { rowOf } from "./connection.js";
import { quoteNumber } from "./literals.js";
import { type MeasuredFacts, type MeasuredRows, weightOf } from "./measured-rows.js";

const largest = quoteNumber(Number.MAX_VALUE);
// As wide as metrics allow it, for softmax in 32 bits.
const sumTolerance = quoteNumber(Math.sqrt(2 ** -23));

/**
 * Counts complete rows, and those that no metric takes, in one query.
 * @param numbers The columns of outputs that are numbers.
 * @throws {InvalidArgumentError} a target, output or weight is none.
 */
export async function lookThrough(
  read: Pick<MeasuredRows, "connection" | "table" | "weighted" | "signal">,
  numbers: readonly string[],
  { task, target, output, weights }: EngineMeasureOptions,
): Promise<{ readonly rows: MeasuredRows; readonly facts: MeasuredFacts }> {
  const { connection, table, weighted, signal } = read;
  const any = (write: (column: string) => string): string =>
    numbers.length === 0 ? "FALSE" : numbers.map(write).join(" OR ");
  const outside = (column: string): string => `NOT ${column} BETWEEN -${largest} AND ${largest}`;
  const strange = { binary: "t NOT IN (0, 1)", number: outside("t"), classes: "FALSE" }[task];
  const asked = [
    strange,
    any(outside),
    any((column) => `NOT ${column} BETWEEN 0 AND 1`),
    numbers.length === 0 ? "FALSE" : `NOT abs(${numbers.join(" + ")} - 1.0e0) <= ${sumTolerance}`,
    any((column) => `${column} <> floor(${column})`),
    weighted ? `NOT w BETWEEN 0 AND ${largest}` : "FALSE",
    weighted ? "w <> floor(w)" : "FALSE",
  ].map((condition) => `count(CASE WHEN ${condition} THEN 1 END)`);
  const query = `SELECT count(*), ${weightOf(read, "TRUE")}, ${asked.join(", ")} FROM ${table}`;
  const [rows = 0, weight = 0, ...counts] = await rowOf(connection, query, signal);
  const [badTargets, unfit, improbable, unsummed, fractions = 0, badWeights, fractionalWeights = 0] = counts;
  const refuse = (count: number | undefined, expected: string, where: string): void => {
    if (count !== undefined && count > 0)
      throw new InvalidArgumentError(connection.dialect.name, expected, undefined, `${count} others in ${where}`);
  };
  const outputs = typeof output === "string" ? output : Object.values(output).join(", ");
  refuse(badTargets, task === "binary" ? "targets that are yes or no" : "finite targets", target);
  refuse(unfit, "finite outputs", outputs);
  refuse(badWeights, "finite weights of at least 0", weights ?? "");
  return {
    rows: { connection, table, rows, weight, weighted, signal },
    facts: {
      fractions: fractions > 0,
      fractionalWeights: fractionalWeights > 0,
      requireProbabilities: () => refuse(improbable, "probabilities from 0 to 1", outputs),
      requireSums: () => refuse(unsummed, "probabilities that sum to 1", outputs),
    },
  };
}
