import { checkArguments, counted, option } from "../../core/house.js";
import type { EvaluationReport } from "../../model/index.js";
import { textTable } from "../text-table.js";
import { classRows } from "./class-rows.js";
import { formatValue } from "./format-value.js";

/** An evaluation for the terminal: metrics, layers, slices and the gate's rules, with its minimum detectable effect. */
export function evaluationTable(report: EvaluationReport): string {
  checkArguments("report", { report }, { report: option.having("an evaluation report", "metrics", "gate") });
  const { metrics, layers, classes, slices, gate, warnings } = report;
  const parts = [
    `${report.candidate}${report.champion === undefined ? "" : ` against ${report.champion}`}, ${counted(report.rows, "row")} of ${report.dataset}`,
    textTable(
      ["metric", "value", "interval"],
      Object.entries(metrics).map(([name, { value, interval }]) => [
        name,
        formatValue(value),
        interval ? `${formatValue(interval.low)} to ${formatValue(interval.high)}` : "–",
      ]),
    ),
    ...(layers
      ? [
          textTable(
            ["layer", "seen", "decided", "mean score", "rules"],
            layers.map(({ layer, seen, decided, meanScore, rules }) => [
              layer,
              seen,
              decided,
              formatValue(meanScore),
              Object.entries(rules)
                .map(([rule, rows]) => `${rule} ${rows}`)
                .join(", "),
            ]),
          ),
        ]
      : []),
    ...(classes ? [textTable(["label", "precision", "recall", "F", "rows"], classRows(classes))] : []),
    ...(slices.length > 0
      ? [
          textTable(
            ["slice", "rows", ...Object.keys(metrics)],
            slices.map(({ slice, small, metrics: inside }) => [
              small ? `${slice} (small)` : slice,
              Math.max(0, ...Object.values(inside).map(({ rows }) => rows)),
              ...Object.keys(metrics).map((name) => formatValue(inside[name]?.value)),
            ]),
          ),
        ]
      : []),
    `Gate: ${gate.decision}, ${gate.minimumDetectableEffect === undefined ? "minimum detectable effect unknown" : `minimum detectable effect ${formatValue(gate.minimumDetectableEffect)}`}`,
    ...(gate.rules.length > 0
      ? [
          textTable(
            ["rule", "decision", "what it saw"],
            gate.rules.map(({ rule, decision, message }) => [rule, decision, message]),
          ),
        ]
      : []),
    ...warnings.map((warning) => `Warning: ${warning}`),
  ];
  return parts.join("\n\n");
}
