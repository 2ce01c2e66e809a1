import { classificationReport } from "../../metrics/house.js";
import type { EvaluationReport } from "../../model/index.js";
import type { EvaluationRows } from "../evaluation-rows.js";
import { leftOpen } from "../task-predictions.js";
import { wronglyAnswered } from "../wrongly-answered.js";
import { decidedRows, mostLabels } from "./decided-rows.js";

/** How well each class, or each label of sets, is told from the others by what the model decides; undefined of other tasks, and of too many to be read. */
export function classScoresOf(rows: EvaluationRows): EvaluationReport["classes"] {
  const { targets, task, decision } = rows;
  const found = decidedRows(rows);
  if (found === undefined || rows.labels === undefined || targets.length === 0) return undefined;
  const named = (codes: Float64Array): string[] => Array.from(codes, (code) => found.labels[code] as string);
  const isSets = task?.targets.task === "label-sets";
  if (!isSets && found.labels.length > mostLabels) return undefined;
  const { classes } = isSets
    ? classificationReport(task.targets, wronglyAnswered(task).outputs, {
        threshold: decision?.threshold ?? 0.5,
        zeroDivision: "undefined",
      })
    : classificationReport(named(targets), named(found.decided), {
        labels: found.labels.filter((label) => label !== leftOpen),
        zeroDivision: "undefined",
      });
  if (classes.length > mostLabels) return undefined;
  return classes.map(({ label, precision, recall, fScore, support }) => ({
    label: String(label),
    precision,
    recall,
    fScore,
    rows: support,
  }));
}
