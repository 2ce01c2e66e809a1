import type { EvaluationReport } from "../../model/index.js";
import type { EvaluationRows } from "../evaluation-rows.js";

const threshold = 0.5;
const mostLabels = 50;

/** How often each class was taken for each: labels, or yes and no at a threshold of one half. Undefined for numbers, and for too many labels to be read. */
export function confusionOf({ outputs, targets, labels }: EvaluationRows): EvaluationReport["confusion"] {
  const isYesNo = labels === undefined && targets.length > 0 && targets.every((target) => target === 0 || target === 1);
  if (!isYesNo && (labels === undefined || labels.length > mostLabels)) return undefined;
  const names = labels?.map(String) ?? ["no", "yes"];
  const counts = names.map(() => new Array<number>(names.length).fill(0));
  for (let row = 0; row < outputs.length; row++) {
    const output = labels === undefined ? Number((outputs[row] as number) >= threshold) : (outputs[row] as number);
    const line = counts[targets[row] as number] as number[];
    line[output] = (line[output] as number) + 1;
  }
  return { labels: names, counts, ...(isYesNo && { threshold }) };
}
