import { decidedAt } from "../../model/house.js";
import { type EvaluationRows, isYesNo } from "../evaluation-rows.js";
import { leftOpen } from "../task-predictions.js";

/** What was decided of each row, as positions among `labels`, which targets are positions in too. */
export interface DecidedRows {
  readonly labels: readonly string[];
  readonly decided: Float64Array;
  /** From which probability on the answer was yes. */
  readonly threshold?: number;
}

/** More classes cannot be read in one table. */
export const mostLabels = 50;

const half = 0.5;

/** Undefined of numbers, vectors and rankings, of which nothing is decided: they are only near or far. */
export function decidedRows(rows: EvaluationRows): DecidedRows | undefined {
  const { outputs, labels, task, decision } = rows;
  if (task?.targets.task === "vector") return undefined;
  if (labels !== undefined) return { labels: labels.map(String), decided: outputs };
  if (outputs.length === 0 || !isYesNo(rows)) return undefined;
  const threshold = decision?.threshold ?? half;
  const open = { labels: ["no", "yes", leftOpen], threshold };
  const mayBeOpen = decision?.abstain !== undefined || task?.outputs.unanswered !== undefined;
  if (!mayBeOpen || task === undefined)
    return { labels: ["no", "yes"], decided: outputs.map((output) => (output >= threshold ? 1 : 0)), threshold };
  return {
    ...open,
    decided: outputs.map((_, row) => {
      const said = decidedAt({ ...decision, threshold }, task.outputs, row);
      return said === null ? 2 : said === "yes" ? 1 : 0;
    }),
  };
}
