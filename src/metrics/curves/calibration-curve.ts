import { checkArguments, option } from "../../core/house.js";
import { ExactSum, quantileEdges } from "../../stats/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import type { MetricInput } from "../metric.js";
import { calibrationBinRules, classLabel, labelsRule } from "../metric-rules.js";
import { askedColumns } from "../probability/asked-columns.js";
import type { ClassLabel } from "../rows/class-label.js";
import { readScores } from "../rows/read-scores.js";
import { binBetween, type CalibrationBinOptions, uniformBin } from "./calibration-bins.js";

/** One bin of a calibration curve: how often it happened beside how often it was said to. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  readonly predicted: number;
  readonly observed: number;
}

const place = "calibration curve";
const tasks = ["binary", "classes"] as const;

/**
 * Mean prediction and observed share in bins of [0, 1], each with its upper edge, the lowest with both; empty bins are left out
 * (scikit-learn's calibration_curve, which has 5 bins by default). Of classes one against the rest, or whether the likeliest was right.
 *
 * @param options `of`: the class; @default the likeliest of each row.
 * @throws {InvalidArgumentError} lengths differ, a target is not 0 or 1, an output is no probability, or `bins` is not a whole number above 0.
 */
export function calibrationCurve(
  targets: MetricInput[0],
  outputs: MetricInput[1],
  options: CalibrationBinOptions & { readonly of?: ClassLabel; readonly labels?: readonly ClassLabel[] } = {},
): readonly CalibrationBin[] {
  checkArguments("calibration curve", { targets, outputs }, { targets: option.listed, outputs: option.listed });
  checkMetricOptions(place, options, { ...calibrationBinRules, ...labelsRule, of: classLabel });
  const { bins = 10, strategy = "uniform", of, labels } = options;
  const rows = readScores(place, [targets, outputs], { tasks, labels, outputs: "probabilities" });
  if (rows.rows === 0) return [];
  const [asked = rows] = askedColumns(place, rows, of === undefined ? "likeliest" : { of });
  const edges = strategy === "uniform" ? undefined : quantileEdges(asked.outputs, bins);
  const binOf = edges === undefined ? uniformBin(bins) : binBetween(edges);
  const parts = Array.from({ length: bins }, () => ({ rows: 0, yes: 0, predicted: new ExactSum() }));
  asked.outputs.forEach((output, row) => {
    const part = parts[binOf(output)];
    if (part === undefined) return;
    part.rows++;
    part.yes += asked.targets[row] as number;
    part.predicted.add(output);
  });
  return parts
    .map(({ rows: count, yes, predicted }, bin) => ({
      low: edges?.[bin] ?? bin / bins,
      high: edges?.[bin + 1] ?? (bin + 1) / bins,
      rows: count,
      predicted: predicted.value() / count,
      observed: yes / count,
    }))
    .filter((bin) => bin.rows > 0);
}
