import type { EvaluationReport } from "../../model/index.js";
import { svgChart } from "../chart.js";

const percent = (value: number): string => `${Math.round(100 * value)} %`;

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
      {
        kind: "line",
        name: "perfect",
        dashed: true,
        points: [
          [0, 0],
          [1, 1],
        ],
      },
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
    series: [
      { kind: "line", name: "model", points },
      {
        kind: "line",
        name: "chance",
        dashed: true,
        points: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
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
