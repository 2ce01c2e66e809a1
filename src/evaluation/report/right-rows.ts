import type { EvaluationRows } from "../evaluation-rows.js";
import { decidedRows } from "./decided-rows.js";

/** Whether what is decided of each row is right: 1 or 0; undefined of numbers, vectors and rankings. What is left to a person is not right. */
export function rightRows(rows: EvaluationRows): Uint8Array | undefined {
  const found = decidedRows(rows);
  return found && Uint8Array.from(found.decided, (decided, row) => (decided === rows.targets[row] ? 1 : 0));
}
