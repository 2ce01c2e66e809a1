import type { MetricValue } from "../../model/house.js";
import type { EvaluationReport } from "../../model/index.js";
import { classRows } from "../evaluation/class-rows.js";
import { formatValue } from "../evaluation/format-value.js";
import { shortVersion } from "../short-version.js";
import { escapeMarkdown } from "./escape-markdown.js";
import { markdownTable } from "./markdown-table.js";

/** More rows than anybody reads in a comment. */
const mostRows = 10;

/** What an evaluation tells beside its verdicts, as lines: metrics, slices, layers, classes, warnings, the rows to read first. */
export function markdownSections(report: EvaluationReport): readonly string[] {
  const { metrics, slices, layers, classes, comparison, warnings, disagreements = [] } = report;
  const names = Object.keys(metrics);
  const better = comparison && [
    `${escapeMarkdown(comparison.metric)}: better than the champion by ${formatValue(comparison.difference)}${comparison.interval ? `, between ${formatValue(comparison.interval.low)} and ${formatValue(comparison.interval.high)}` : ""}.`,
    "",
  ];
  return [
    ...section(
      "Metrics",
      markdownTable(
        ["metric", "value", "interval", "rows"],
        Object.entries(metrics).map(([name, metric]) => [name, formatValue(metric.value), reach(metric), metric.rows]),
      ),
      better,
    ),
    ...(slices.length === 0
      ? []
      : section(
          "Slices",
          markdownTable(
            ["slice", "rows", ...names],
            slices.map(({ slice, small, metrics: inside }) => [
              small ? `${slice} (small)` : slice,
              Math.max(0, ...Object.values(inside).map(({ rows }) => rows)),
              ...names.map((name) => formatValue(inside[name]?.value)),
            ]),
          ),
        )),
    ...(layers === undefined
      ? []
      : section(
          "Layers",
          markdownTable(
            ["layer", "seen", "decided", "mean score"],
            layers.map(({ layer, seen, decided, meanScore }) => [layer, seen, decided, formatValue(meanScore)]),
          ),
        )),
    ...(classes === undefined
      ? []
      : section("Labels", markdownTable(["label", "precision", "recall", "F", "rows"], classRows(classes)))),
    ...(disagreements.length === 0
      ? []
      : section(
          "Read these first",
          markdownTable(
            ["row", "right", "said", "score", "why"],
            disagreements
              .slice(0, mostRows)
              .map(({ id, target, output, score, layer, rule, reason }) => [
                shortVersion(id),
                textOf(target),
                textOf(output),
                formatValue(score),
                [layer, rule, reason].filter((word) => word !== undefined).join(": "),
              ]),
          ),
        )),
    ...(warnings.length === 0 ? [] : ["", ...warnings.map((warning) => `- Warning: ${escapeMarkdown(warning)}`)]),
  ];
}

function section(title: string, lines: readonly string[], text: readonly string[] = []): readonly string[] {
  return ["", `### ${title}`, "", ...text, ...lines];
}

function textOf(value: number | string): string {
  return typeof value === "string" ? value : formatValue(value);
}

function reach({ interval }: MetricValue): string {
  return interval === undefined ? "–" : `${formatValue(interval.low)} to ${formatValue(interval.high)}`;
}
