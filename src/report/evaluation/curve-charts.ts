import { checkArguments, option } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";
import type { EvaluationReport } from "../../model/index.js";
import { wilsonInterval } from "../../stats/house.js";
import type { ChartOptions, Series } from "../chart/chart-options.js";
import { chartSpec } from "../chart/chart-spec.js";
import { svgChart } from "../chart/svg-chart.js";

const shares = { kindX: "percent", kindY: "percent", rangeY: [0, 1] } as const;

/** What a model is compared with; alone it would look like a curve. */
function diagonal(name: string, points: number): readonly Series[] {
  const line = [
    [0, 0],
    [1, 1],
  ] as const;
  return points === 0 ? [] : [{ kind: "line", name, dashed: true, points: line }];
}

/**
 * The calibration curve of an evaluation report: each bin with Wilson's 95 % interval of the observed share, which takes its rows as independent,
 * and below how many rows are in each.
 */
export function calibrationChart(report: EvaluationReport, title = "Calibration: said and happened"): string {
  const bins = curvesOf(report).calibration ?? [];
  const curve = svgChart(calibrationOptions(report, title));
  if (bins.length === 0) return curve;
  const rows = svgChart({
    title: "Rows by what was predicted",
    x: "predicted",
    y: "rows",
    kindX: "percent",
    height: 80,
    series: [
      {
        kind: "bars",
        name: "rows",
        points: bins.map(({ predicted, low = predicted, high = predicted, rows }) => [(low + high) / 2, rows]),
      },
    ],
  });
  return `${curve}${rows}`;
}

/** The data of `calibrationChart` as a Vega-Lite specification (version 6). */
export function calibrationSpec(report: EvaluationReport, title = "Calibration: said and happened"): JsonObject {
  return chartSpec(calibrationOptions(report, title));
}

function calibrationOptions(report: EvaluationReport, title: string): ChartOptions {
  const { calibration: bins = [] } = curvesOf(report);
  const points = bins.map(({ predicted, observed, rows }): readonly [number, number, number, number] => {
    const interval = wilsonInterval({ successes: observed * rows, trials: rows });
    return [predicted, observed, interval?.low ?? observed, interval?.high ?? observed];
  });
  return {
    title,
    x: "predicted",
    y: "observed, with 95 % intervals",
    ...shares,
    series: [{ kind: "intervals", name: "model", points }, ...diagonal("perfect", bins.length)],
  };
}

/** The ROC curve of an evaluation report. */
export function rocChart(report: EvaluationReport, title = "ROC: yes found against false alarms"): string {
  return svgChart(rocOptions(report, title));
}

/** The data of `rocChart` as a Vega-Lite specification (version 6). */
export function rocSpec(report: EvaluationReport, title = "ROC: yes found against false alarms"): JsonObject {
  return chartSpec(rocOptions(report, title));
}

function rocOptions(report: EvaluationReport, title: string): ChartOptions {
  const { roc: points = [] } = curvesOf(report);
  return {
    title,
    x: "false positive rate (false alarms)",
    y: "true positive rate (yes found)",
    ...shares,
    series: [{ kind: "line", name: "model", points }, ...diagonal("chance", points.length)],
  };
}

/** The precision–recall curve of an evaluation report. */
export function precisionRecallChart(report: EvaluationReport, title = "Precision and recall"): string {
  return svgChart(precisionRecallOptions(report, title));
}

/** The data of `precisionRecallChart` as a Vega-Lite specification (version 6). */
export function precisionRecallSpec(report: EvaluationReport, title = "Precision and recall"): JsonObject {
  return chartSpec(precisionRecallOptions(report, title));
}

function precisionRecallOptions(report: EvaluationReport, title: string): ChartOptions {
  const { precisionRecall: points = [] } = curvesOf(report);
  return {
    title,
    x: "recall (yes found)",
    y: "precision (right where it said yes)",
    ...shares,
    series: [{ kind: "line", name: "model", points }],
  };
}

function curvesOf(report: EvaluationReport): EvaluationReport["curves"] {
  checkArguments("report", { report }, { report: option.having("an evaluation report", "curves") });
  return report.curves;
}
