import type { Json, JsonObject } from "../../core/index.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { defineMetric } from "../define-metric.js";
import type { MetricInput } from "../metric.js";
import { numberRules } from "../metric-rules.js";
import { type NumberColumn, type NumberColumns, numberTasks, readNumbers } from "../rows/read-numbers.js";
import { explainedRange } from "../value-range.js";
import { ExplainedState } from "./explained-state.js";
import { meanOfOutputs, type NumberMetric, type NumberOptions, outputParams, outputShares } from "./number-metric.js";

/**
 * The share of the targets' variance that outputs explain, 1 − Σ(y − p)² / Σ(y − ȳ)² (scikit-learn's r2_score): of targets that are all
 * the same 1 when hit exactly, else 0. Undefined of fewer than two rows.
 */
export function r2(options: NumberOptions = {}): NumberMetric {
  return explainedMetric("R2", options, false);
}

/** The same with the mean error taken off first, so that a constant error costs nothing (scikit-learn's explained_variance_score). */
export function explainedVariance(options: NumberOptions = {}): NumberMetric {
  return explainedMetric("explained variance", options, true);
}

function explainedMetric(name: string, options: NumberOptions, centred: boolean): NumberMetric {
  checkMetricOptions(name, options, numberRules);
  const read = (input: MetricInput): NumberColumns => readNumbers(name, input);
  const shares = outputShares(name, options);
  const mean = meanOfOutputs(name, options);
  const state = (identity: JsonObject, json?: Json) => new ExplainedState(identity, { read, shares, centred }, json);
  return defineMetric({
    name,
    better: "higher",
    range: explainedRange,
    tasks: numberTasks,
    params: outputParams(options),
    state,
    value(...input) {
      const one = state({ metric: name });
      one.add(...input);
      return one.value();
    },
    sample(...input) {
      const rows = read(input);
      return {
        rows: rows.rows,
        value: (times) =>
          mean(rows, (column) =>
            roundedShare(column, centred, (row) => (times?.[row] ?? 1) * (rows.weights?.[row] ?? 1)),
          ),
      };
    },
  });
}

/** In ordinary floating point, by two walks: for resamples, which are many. */
function roundedShare({ targets, outputs }: NumberColumn, centred: boolean, weightOf: (row: number) => number) {
  let [total, targetSum, errorSum, rows] = [0, 0, 0, 0];
  for (let row = 0; row < targets.length; row++) {
    const weight = weightOf(row);
    if (weight === 0) continue;
    rows++;
    total += weight;
    targetSum += weight * (targets[row] as number);
    errorSum += weight * ((targets[row] as number) - (outputs[row] as number));
  }
  if (total === 0 || (!centred && rows < 2)) return undefined;
  const [mean, error] = [targetSum / total, centred ? errorSum / total : 0];
  let [whole, rest, first, isConstant] = [0, 0, Number.NaN, true];
  for (let row = 0; row < targets.length; row++) {
    const weight = weightOf(row);
    if (weight === 0) continue;
    const target = targets[row] as number;
    if (Number.isNaN(first)) first = target;
    else if (target !== first) isConstant = false;
    whole += weight * (target - mean) * (target - mean);
    rest += weight * (target - (outputs[row] as number) - error) * (target - (outputs[row] as number) - error);
  }
  return explainedShare(rest, isConstant ? 0 : whole);
}

/** @param whole Of targets that are all the same 0. */
function explainedShare(rest: number, whole: number): number {
  if (whole === 0) return rest === 0 ? 1 : 0;
  return 1 - rest / whole;
}
