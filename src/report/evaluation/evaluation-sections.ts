import { checkArguments, option } from "../../core/house.js";
import type { MetricValue } from "../../model/house.js";
import type { EvaluationReport } from "../../model/index.js";
import { htmlRow, type PageSection } from "../page/html-page.js";
import { htmlTable } from "../page/html-table.js";
import { htmlVerdict } from "../page/tone.js";
import { intervalChart } from "../rows/interval-chart.js";
import { shortVersion } from "../short-version.js";
import { classRows } from "./class-rows.js";
import { confusionTable } from "./confusion-table.js";
import { curveChart } from "./curve-charts.js";
import { comparisonWords } from "./difference-words.js";
import { disagreementSections } from "./disagreement-sections.js";
import { formatValue } from "./format-value.js";
import { layerFlowChart } from "./layer-flow-chart.js";
import { unansweredRows } from "./unanswered-rows.js";

/** An evaluation as sections of a page: verdict, metrics, layers, slices, confusion, curves, and the rows to read first. Parts that the report lacks are left out. */
export function evaluationSections(report: EvaluationReport): readonly PageSection[] {
  checkArguments("report", { report }, { report: option.having("an evaluation report", "metrics", "gate") });
  return [
    verdictSection(report),
    metricSection(report),
    ...unansweredSections(report),
    ...layerSections(report),
    ...classSections(report),
    ...sliceSections(report),
    ...curveSections(report),
    ...disagreementSections(report),
  ];
}

function verdictSection({ gate, candidate, champion, dataset, rows, warnings }: EvaluationReport): PageSection {
  const detectable = gate.minimumDetectableEffect;
  return {
    title: "Gate",
    verdict: gate.decision,
    text: `${shortVersion(candidate)}${champion === undefined ? "" : ` against ${shortVersion(champion)}`} on ${rows.toLocaleString("en-US")} rows of ${shortVersion(dataset)}. ${detectable === undefined ? "The smallest difference that would have been found is unknown." : `A difference of ${formatValue(detectable)} would have been found.`}${warnings.map((warning) => ` Warning: ${warning}.`).join("")}`,
    html: htmlTable(
      ["rule", "decision", "what it saw"],
      gate.rules.map(({ rule, decision, message }) => [rule, { html: htmlVerdict(decision) }, message]),
    ),
  };
}

function metricSection({ metrics, comparison, gate }: EvaluationReport): PageSection {
  const rows = Object.entries(metrics).map(([name, metric]) => [
    name,
    formatValue(metric.value),
    reach(metric),
    metric.clusters ?? "–",
  ]);
  return {
    title: "Metrics",
    ...(comparison && {
      text: comparisonWords(comparison, gate),
    }),
    html: htmlTable(["metric", "value", "interval", "clusters"], rows),
  };
}

function unansweredSections({ unanswered, rows }: EvaluationReport): PageSection[] {
  if (unanswered === undefined) return [];
  const { champion, examples } = unanswered;
  const counts = unansweredRows(unanswered).map((row) => (champion ? row.map((cell) => cell ?? 0) : row.slice(0, 2)));
  return [
    {
      title: "Not answered",
      text: `${unanswered.rows.toLocaleString("en-US")} rows had no answer of the candidate; ${rows.toLocaleString("en-US")} rows count in the report.`,
      html:
        htmlTable(["reason", "rows", ...(champion ? ["rows of the champion"] : [])], counts as (string | number)[][]) +
        (examples.length === 0
          ? ""
          : htmlTable(
              ["row", "reason", "what was said"],
              examples.map(({ id, kind, reason }) => [shortVersion(id), kind, reason]),
            )),
    },
  ];
}

function layerSections({ layers }: EvaluationReport): PageSection[] {
  if (layers === undefined) return [];
  const rules = layers.flatMap(({ layer, kind, meanScore, rules: counts }) =>
    Object.entries(counts).map(([rule, count]) => [layer, kind, rule, count, formatValue(meanScore)]),
  );
  return [
    {
      title: "Layers",
      text: "Cheap layers first: each decides what it is sure of and leaves the rest to the next.",
      html: layerFlowChart(layers) + htmlTable(["layer", "kind", "rule", "rows", "mean score of the layer"], rules),
    },
  ];
}

function classSections({ classes }: EvaluationReport): PageSection[] {
  if (classes === undefined) return [];
  return [
    {
      title: "Label by label",
      text: "Precision is how often a label was right where it was said; recall, how often it was said where it was right.",
      html: htmlTable(["label", "precision", "recall", "F", "rows"], classRows(classes)),
    },
  ];
}

function sliceSections({ slices, metrics }: EvaluationReport): PageSection[] {
  if (slices.length === 0) return [];
  const charts = Object.keys(metrics).map((name) =>
    intervalChart({
      title: `${name} by slice`,
      x: name,
      reference: metrics[name]?.value,
      formatX: (value) => formatValue(value),
      rows: slices.map(({ slice, metrics: inside, small }) => ({
        name: slice,
        value: inside[name]?.value,
        interval: inside[name]?.interval,
        pale: small,
        note: `${(inside[name]?.rows ?? 0).toLocaleString("en-US")} rows`,
      })),
    }),
  );
  return [
    {
      title: "Slices",
      text: "Each with its 95 % interval; the dashed line is all rows together. Pale ones have few rows.",
      html: htmlRow(...charts),
    },
  ];
}

function curveSections(report: EvaluationReport): PageSection[] {
  const { confusion, curves } = report;
  const parts = [
    ...(confusion ? [{ says: "what it confuses", html: confusionTable(confusion) }] : []),
    ...(hasPoints(curves.roc) ? [{ says: "how it ranks", html: curveChart(report, "roc") }] : []),
    ...(hasPoints(curves.precisionRecall)
      ? [{ says: "how it ranks", html: curveChart(report, "precision-recall") }]
      : []),
    ...(hasPoints(curves.calibration)
      ? [{ says: "whether it is calibrated", html: curveChart(report, "calibration") }]
      : []),
  ];
  if (parts.length === 0) return [];
  const said = [...new Set(parts.map(({ says }) => says))];
  const title =
    said.length < 2 ? said.join("") : `${said.slice(0, -1).join(", ")}${said.length > 2 ? "," : ""} and ${said.at(-1)}`;
  return [
    {
      title: title.replace(/^w|^h/, (letter) => letter.toUpperCase()),
      ...(hasPoints(curves.calibration) && {
        text: "The calibration's intervals are Wilson's, of rows taken as independent: where days or users differ, they are too narrow.",
      }),
      html: htmlRow(...parts.map(({ html }) => html)),
    },
  ];
}

function hasPoints(curve: unknown): boolean {
  return Array.isArray(curve) && curve.length > 0;
}

function reach({ interval }: MetricValue): string {
  return interval === undefined
    ? "–"
    : `${formatValue(interval.low)} to ${formatValue(interval.high)} (${Math.round(100 * interval.confidence)} %)`;
}
