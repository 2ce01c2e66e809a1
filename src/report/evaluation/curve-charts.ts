import type { EvaluationReport } from "../../model/index.js";
import { type Series, svgChart } from "../chart.js";

const percent = (value: number): string => `${Math.round(100 * value)} %`;

/** What a model is compared with; alone it would look like a curve. */
function diagonal(name: string, points: number): readonly Series[] {
  const line = [
    [0, 0],
    [1, 1],
  ] as const;
  return points === 0 ? [] : [{ kind: "line", name, dashed: true, points: line }];
}

/** The calibration curve of an evaluation report. */
export function calibrationChart(report: EvaluationReport, title = "Calibration: said and happened"): string {
  const bins = report.curves.calibration ?? [];
  return svgChart({
    title,
    x: "predicted",
    y: "observed",
    rangeY: [0, 1],
    formatX: percent,
    formatY: percent,
    series: [
      { kind: "line", name: "model", points: bins.map(({ predicted, observed }) => [predicted, observed]) },
      ...diagonal("perfect", bins.length),
    ],
  });
}

/** The ROC curve of an evaluation report. */
export function rocChart(report: EvaluationReport, title = "ROC: yes found against false alarms"): string {
  const points = report.curves.roc ?? [];
  return svgChart({
    title,
    x: "false positive rate",
    y: "true positive rate",
    rangeY: [0, 1],
    formatX: percent,
    formatY: percent,
    series: [{ kind: "line", name: "model", points }, ...diagonal("chance", points.length)],
  });
}

/** The precision–recall curve of an evaluation report. */
export function precisionRecallChart(report: EvaluationReport, title = "Precision and recall"): string {
  const points = report.curves.precisionRecall ?? [];
  return svgChart({
    title,
    x: "recall",
    y: "precision",
    rangeY: [0, 1],
    formatX: percent,
    formatY: percent,
    series: [{ kind: "line", name: "model", points }],
  });
}
