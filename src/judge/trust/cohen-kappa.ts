import { checkOptions, option } from "../../core/house.js";
import { type KappaWeights, kappaOfPairs, normal } from "../../stats/house.js";
import type { Interval } from "../../stats/index.js";
import type { ConfusionTable } from "./confusion-table.js";

export interface CohenKappa {
  readonly kappa: number;
  /** Of the estimate, not under the hypothesis of no agreement (Fleiss, Cohen and Everitt 1969). */
  readonly standardError: number;
  readonly interval: Interval;
}

/**
 * Cohen's kappa of a confusion table: agreement beyond what the raters' own base rates would give by chance, weighted
 * by the positions of the labels when asked.
 *
 * @returns Undefined without items, or when chance alone would agree on everything (both gave one and the same label).
 * @throws {InvalidArgumentError} `confidence` is not between 0 and 1.
 */
export function cohenKappa(
  table: ConfusionTable,
  options: { readonly weights?: KappaWeights; readonly confidence?: number } = {},
): CohenKappa | undefined {
  checkOptions("cohen kappa", options, {
    weights: option.oneOf("none", "linear", "quadratic"),
    confidence: option.level,
  });
  const { weights = "none", confidence = 0.95 } = options;
  const { counts, items } = table;
  const size = counts.length;
  if (items === 0) return undefined;
  const share = (row: number, column: number): number => (counts[row]?.[column] ?? 0) / items;
  const positions = counts.map((_, position) => position);
  const sum = (term: (position: number) => number): number => positions.reduce((total, at) => total + term(at), 0);
  const rows = positions.map((row) => sum((column) => share(row, column)));
  const columns = positions.map((column) => sum((row) => share(row, column)));
  const weight = (row: number, column: number): number => {
    const apart = Math.abs(row - column) / Math.max(1, size - 1);
    return weights === "linear" ? 1 - apart : weights === "quadratic" ? 1 - apart * apart : row === column ? 1 : 0;
  };
  const expected = sum((row) => sum((column) => weight(row, column) * (rows[row] ?? 0) * (columns[column] ?? 0)));
  const kappa = kappaOfPairs(
    positions.flatMap((row) => positions.map((column) => [row, column, counts[row]?.[column] ?? 0] as const)),
    weights,
  );
  if (kappa === undefined) return undefined;

  const rowWeights = positions.map((row) => sum((column) => (columns[column] ?? 0) * weight(row, column)));
  const columnWeights = positions.map((column) => sum((row) => (rows[row] ?? 0) * weight(row, column)));
  const spread = sum((row) =>
    sum((column) => {
      const term = weight(row, column) - ((rowWeights[row] ?? 0) + (columnWeights[column] ?? 0)) * (1 - kappa);
      return share(row, column) * term * term;
    }),
  );
  const centre = kappa - expected * (1 - kappa);
  const variance = Math.max(0, spread - centre * centre) / (items * (1 - expected) * (1 - expected));
  const standardError = Math.sqrt(variance);
  const reach = normal.quantile(0.5 + confidence / 2) * standardError;
  return {
    kappa,
    standardError,
    interval: { low: Math.max(-1, kappa - reach), high: Math.min(1, kappa + reach), confidence },
  };
}
