import { confusionMatrix } from "../../metrics/index.js";
import type { EvaluationReport } from "../../model/index.js";
import { type EvaluationRows, isYesNo } from "../evaluation-rows.js";

const threshold = 0.5;
const mostLabels = 50;

/** How often each class was taken for each: labels, or yes and no at a threshold of one half. Undefined for numbers, and for too many labels to be read. */
export function confusionOf(rows: EvaluationRows): EvaluationReport["confusion"] {
  const { outputs, targets, labels } = rows;
  const yesNo = targets.length > 0 && isYesNo(rows);
  if (!yesNo && (labels === undefined || labels.length > mostLabels)) return undefined;
  const names = labels?.map(String) ?? ["no", "yes"];
  const decided = labels === undefined ? outputs.map((output) => (output >= threshold ? 1 : 0)) : outputs;
  const { counts } = confusionMatrix(targets, decided, { labels: names.map((_, code) => code) });
  return { labels: names, counts: counts.map((row) => Array.from(row)), ...(yesNo && { threshold }) };
}
