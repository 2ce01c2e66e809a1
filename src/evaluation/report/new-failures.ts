import { InvalidArgumentError } from "../../core/index.js";
import type { EvaluationRows } from "../evaluation-rows.js";
import { rightRows } from "./right-rows.js";

/** How many rows the champion had right and the candidate has wrong, by severity; undefined where outputs are only near or far. */
export function newFailures(
  rows: EvaluationRows,
  champion: EvaluationRows,
  severities: readonly string[] | undefined,
): ReadonlyMap<string, number> | undefined {
  if (severities !== undefined && severities.length !== rows.outputs.length)
    throw new InvalidArgumentError("evaluation", `${rows.outputs.length} severities, one an id`, severities.length);
  const [mine, theirs] = [rightRows(rows), rightRows(champion)];
  if (mine === undefined || theirs === undefined) return undefined;
  const counts = new Map<string, number>();
  for (let row = 0; row < mine.length; row++) {
    if (theirs[row] !== 1 || mine[row] === 1) continue;
    const severity = severities?.[row] ?? "failure";
    counts.set(severity, (counts.get(severity) ?? 0) + 1);
  }
  return counts;
}
