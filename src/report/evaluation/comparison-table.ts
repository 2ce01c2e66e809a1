import { counted } from "../../core/house.js";
import { textTable } from "../text-table.js";
import { formatValue } from "./format-value.js";

/** What the table reads of a comparison, as `compare` of golden-pipeline/evaluation gives it. */
export interface ComparisonLike {
  readonly a?: string;
  readonly b?: string;
  readonly rows: number;
  readonly clusters: number;
  readonly results: readonly {
    readonly metric: string;
    readonly slice?: string;
    readonly difference?: number;
    readonly interval?: { readonly low: number; readonly high: number };
    readonly method: string;
    readonly adjustedPValue?: number;
    readonly decision: string;
  }[];
  readonly warnings: readonly string[];
}

/** A comparison of two models for the terminal: a line for each metric and slice. */
export function comparisonTable({ a, b, rows, clusters, results, warnings }: ComparisonLike): string {
  const table = textTable(
    ["metric", "slice", "difference", "interval", "adjusted p", "decision", "method"],
    results.map(({ metric, slice, difference, interval, adjustedPValue, decision, method }) => [
      metric,
      slice ?? "all",
      formatValue(difference),
      interval ? `${formatValue(interval.low)} to ${formatValue(interval.high)}` : "–",
      adjustedPValue === undefined ? "–" : adjustedPValue.toPrecision(2),
      decision,
      method,
    ]),
  );
  return [
    `${a ?? "a"} against ${b ?? "b"}, ${counted(rows, "row")} of ${counted(clusters, "cluster")}; above zero, ${a ?? "a"} is better`,
    table,
    ...warnings.map((warning) => `Warning: ${warning}`),
  ].join("\n\n");
}
