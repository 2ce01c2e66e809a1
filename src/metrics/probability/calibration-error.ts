import { type OptionRules, option } from "../../core/house.js";
import { quantileEdges } from "../../stats/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { binBetween, type CalibrationBinOptions, uniformBin } from "../curves/calibration-bins.js";
import { defineMetric, paramsOf } from "../define-metric.js";
import { keptMetric } from "../kept-metric.js";
import type { Metric, MetricInput } from "../metric.js";
import { calibrationBinRules, classLabel, labelsRule } from "../metric-rules.js";
import type { ClassLabel } from "../rows/class-label.js";
import { scorePacking } from "../rows/packing.js";
import { readScores, type ScoreRows } from "../rows/read-scores.js";
import { type Sums, SumsState } from "../sums-state.js";
import { shareRange } from "../value-range.js";
import { askedColumns } from "./asked-columns.js";

export interface CalibrationErrorOptions extends CalibrationBinOptions {
  /**
   * Of classes: whether each row's likeliest class was right as often as it was said to be (Guo 2017), each class against the rest with the
   * mean over classes (Kull 2019), or one class alone. @default "likeliest"
   */
  readonly classes?: "likeliest" | "each" | { readonly of: ClassLabel };
  /** The classes of the columns of plain rows, sorted. @default those of the targets */
  readonly labels?: readonly ClassLabel[];
}

const rules: OptionRules<CalibrationErrorOptions> = {
  ...calibrationBinRules,
  ...labelsRule,
  classes: option.either(option.oneOf("likeliest", "each"), {
    expected: "{ of: a class }",
    holds: (value) => option.noun.holds(value) && classLabel.holds((value as { readonly of?: unknown }).of),
  }),
};

const tasks = ["binary", "classes", "label-sets"] as const;
const place = "expected calibration error";

/**
 * The mean distance between predicted and observed share of yes over bins of outputs, weighted by rows (Naeini 2015). Its value depends on
 * the bins: compare only what has the same. Of label sets the mean over labels.
 */
export function expectedCalibrationError(
  options: CalibrationErrorOptions = {},
): Metric<boolean | string | readonly string[]> {
  checkMetricOptions(place, options, rules);
  const { bins = 10, strategy = "uniform", classes = "likeliest", labels } = options;
  const facts = {
    name: place,
    better: "lower" as const,
    range: shareRange,
    tasks,
    params: paramsOf({ ...options, bins, strategy }),
  };
  const read = (input: MetricInput): ScoreRows => readScores(place, input, { tasks, labels, outputs: "probabilities" });
  const errorOf = (rows: ScoreRows): number | undefined =>
    meanError(
      askedColumns(place, rows, classes).map(({ targets, outputs }) => {
        const binOf = strategy === "uniform" ? uniformBin(bins) : binBetween(quantileEdges(outputs, bins));
        const sums = new Map<number, [weight: number, gap: number]>();
        outputs.forEach((output, row) => {
          const weight = rows.weights === undefined ? 1 : (rows.weights[row] as number);
          const bin = binOf(output);
          const [total, gap] = sums.get(bin) ?? [0, 0];
          sums.set(bin, [total + weight, gap + weight * (output - (targets[row] as number))]);
        });
        return [...sums.values()];
      }),
    );
  if (strategy === "quantile") return keptMetric({ ...facts, packing: scorePacking, read, value: errorOf });
  const binOf = uniformBin(bins);
  const count = (sums: Sums, ...input: MetricInput): void => {
    const rows = read(input);
    for (const [column, { targets, outputs }] of askedColumns(place, rows, classes).entries())
      outputs.forEach((output, row) => {
        const [name, weight] = [
          `${column} ${binOf(output)}`,
          rows.weights === undefined ? 1 : (rows.weights[row] as number),
        ];
        sums.add(`weight ${name}`, weight);
        sums.add(`said ${name}`, weight * output);
        sums.add(`was ${name}`, weight * (targets[row] as number));
      });
  };
  const value = (sums: Sums): number | undefined => {
    const columns = new Map<string, [number, number][]>();
    for (const [name, weight] of sums.entries()) {
      if (!name.startsWith("weight ")) continue;
      const [, column = "", bin = ""] = name.split(" ");
      const gap = sums.value(`said ${column} ${bin}`) - sums.value(`was ${column} ${bin}`);
      const known = columns.get(column);
      if (known === undefined) columns.set(column, [[weight.value(), gap]]);
      else known.push([weight.value(), gap]);
    }
    return meanError([...columns.values()]);
  };
  return defineMetric({
    ...facts,
    state: (identity, json) => new SumsState(identity, count, value, json),
    value(...input) {
      const state = new SumsState({}, count, value);
      state.add(...input);
      return state.value();
    },
    sample(...input) {
      const rows = read(input);
      return {
        rows: rows.rows,
        value: (times) =>
          errorOf({
            ...rows,
            weights:
              times === undefined
                ? rows.weights
                : Float64Array.from(times, (often, row) => often * (rows.weights?.[row] ?? 1)),
          }),
      };
    },
  });
}

/** Σ |gaps of a bin| / Σ weights, the mean over columns. */
function meanError(columns: readonly (readonly (readonly [weight: number, gap: number])[])[]): number | undefined {
  let sum = 0;
  for (const bins of columns) {
    const total = bins.reduce((all, [weight]) => all + weight, 0);
    if (total === 0) return undefined;
    sum += bins.reduce((all, [, gap]) => all + Math.abs(gap), 0) / total;
  }
  return columns.length === 0 ? undefined : sum / columns.length;
}
