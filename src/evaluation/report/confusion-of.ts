import { confusionMatrix } from "../../metrics/house.js";
import type { EvaluationReport } from "../../model/index.js";
import type { EvaluationRows } from "../evaluation-rows.js";
import { decidedRows, mostLabels } from "./decided-rows.js";

/** Sets have long names; each label's own scores say more than a table of many. */
const mostSets = 12;

/** How often each class was taken for each, by what the model decides. Undefined where nothing is decided, and for too many labels to be read. */
export function confusionOf(rows: EvaluationRows): EvaluationReport["confusion"] {
  const found = decidedRows(rows);
  const most = rows.task?.targets.task === "label-sets" ? mostSets : mostLabels;
  if (found === undefined || found.labels.length > most) return undefined;
  const { labels, decided, threshold } = found;
  const { counts } = confusionMatrix(rows.targets, decided, { labels: labels.map((_, code) => code) });
  return { labels, counts: counts.map((row) => Array.from(row)), ...(threshold !== undefined && { threshold }) };
}
