import type { EvaluationReport } from "../model/index.js";

/** Name to value, of the metrics that have one. */
export function metricValues({ metrics }: EvaluationReport): { readonly [name: string]: number } {
  const values = Object.entries(metrics).flatMap(([name, { value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(values);
}
