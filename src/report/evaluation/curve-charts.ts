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

type Curves = EvaluationReport["curves"];

/** What of it is drawn: whether what is said happens as often, or how well yes is ranked above no. */
type Curve = "calibration" | "roc" | "precision-recall";

const optionsOf: Readonly<Record<Curve, (curves: Curves) => ChartOptions>> = {
  calibration,
  roc,
  "precision-recall": precisionRecall,
};

/**
 * A curve of an evaluation report as SVG. That of `"calibration"` has for each bin Wilson's 95 % interval of the observed share, which takes its rows as
 * independent, and below how many rows are in each.
 * @param title @default what the curve is
 */
export function curveChart(report: EvaluationReport, curve: Curve, title?: string): string {
  const drawn = svgChart(readCurve(report, curve, title));
  const { calibration: bins = [] } = report.curves;
  if (curve !== "calibration" || bins.length === 0) return drawn;
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
  return `${drawn}${rows}`;
}

/** The data of `curveChart` as a Vega-Lite specification (version 6). */
export function curveSpec(report: EvaluationReport, curve: Curve, title?: string): JsonObject {
  return chartSpec(readCurve(report, curve, title));
}

function readCurve(report: EvaluationReport, curve: Curve, title: string | undefined): ChartOptions {
  checkArguments(
    "report",
    { report, curve },
    {
      report: option.having("an evaluation report", "curves"),
      curve: option.oneOf("calibration", "roc", "precision-recall"),
    },
  );
  const options = optionsOf[curve](report.curves);
  return title === undefined ? options : { ...options, title };
}

function calibration({ calibration: bins = [] }: Curves): ChartOptions {
  const points = bins.map(({ predicted, observed, rows }): readonly [number, number, number, number] => {
    const interval = wilsonInterval({ successes: observed * rows, trials: rows });
    return [predicted, observed, interval?.low ?? observed, interval?.high ?? observed];
  });
  return {
    title: "Calibration: said and happened",
    x: "predicted",
    y: "observed, with 95 % intervals",
    ...shares,
    series: [{ kind: "intervals", name: "model", points }, ...diagonal("perfect", bins.length)],
  };
}

function roc({ roc: points = [] }: Curves): ChartOptions {
  return {
    title: "ROC: yes found against false alarms",
    x: "false positive rate (false alarms)",
    y: "true positive rate (yes found)",
    ...shares,
    series: [{ kind: "line", name: "model", points }, ...diagonal("chance", points.length)],
  };
}

function precisionRecall({ precisionRecall: points = [] }: Curves): ChartOptions {
  return {
    title: "Precision and recall",
    x: "recall (yes found)",
    y: "precision (right where it said yes)",
    ...shares,
    series: [{ kind: "line", name: "model", points }],
  };
}
