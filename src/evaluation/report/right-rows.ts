import { type EvaluationRows, isYesNo } from "../evaluation-rows.js";

/** How a row's output is right or wrong: 1 or 0 for each row; undefined of numbers and rankings, which are only near or far. */
export function rightRows(rows: EvaluationRows): Uint8Array | undefined {
  const { outputs, targets, labels } = rows;
  if (labels === undefined && !isYesNo(rows)) return undefined;
  return Uint8Array.from(outputs, (output, row) =>
    (labels === undefined ? Number(output >= 0.5) : output) === targets[row] ? 1 : 0,
  );
}
