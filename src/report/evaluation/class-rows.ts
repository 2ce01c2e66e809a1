import type { EvaluationReport } from "../../model/index.js";
import { formatValue } from "./format-value.js";

/** How well each class is told, as rows of a table: precision, recall, F, rows. */
export function classRows(classes: NonNullable<EvaluationReport["classes"]>): (string | number)[][] {
  return classes.map(({ label, precision, recall, fScore, rows }) => [
    label,
    formatValue(precision),
    formatValue(recall),
    formatValue(fScore),
    rows,
  ]);
}
