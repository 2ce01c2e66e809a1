import { EvaluationError } from "../evaluation-error.js";
import { cellKey } from "../frame/cell-key.js";
import { compareCells } from "../frame/compare-cells.js";
import type { Frame } from "../frame/frame.js";
import { selectFrameRows } from "../frame/select-rows.js";
import { tryParseTime } from "../texts/parse-time.js";
import type { Condition, Operand } from "./condition.js";

/** The rows of which a condition holds. A comparison with a missing value is false, but `!=` and `not in` are true, as in pandas. */
export function filterFrame(frame: Frame, condition: Condition): Frame {
  const places: number[] = [];
  for (let place = 0; place < frame.length; place++) if (holds(condition, frame, place)) places.push(place);
  return selectFrameRows(frame, places);
}

function holds(condition: Condition, frame: Frame, place: number): boolean {
  switch (condition.op) {
    case "and":
      return holds(condition.left, frame, place) && holds(condition.right, frame, place);
    case "or":
      return holds(condition.left, frame, place) || holds(condition.right, frame, place);
    case "not":
      return !holds(condition.of, frame, place);
    case "missing":
      return (cellOf(condition.of, frame, place) === null) === condition.missing;
    default:
      return compare(condition.operator, cellOf(condition.left, frame, place), cellOf(condition.right, frame, place));
  }
}

function cellOf(operand: Operand, frame: Frame, place: number): unknown {
  if (operand.kind === "value") return operand.value;
  const column = frame.columns.find(({ name }) => name === operand.name);
  if (column === undefined) throw new EvaluationError("KeyError", `name '${operand.name}' is not defined`);
  return column.cells[place] ?? null;
}

function compare(operator: string, left: unknown, right: unknown): boolean {
  if (Array.isArray(right)) {
    const found = right.some((value) => same(left, value));
    return operator === "in" || operator === "==" ? found : !found;
  }
  if (operator === "==") return left !== null && same(left, right);
  if (operator === "!=") return left === null || !same(left, right);
  if (left === null || right === null) return false;
  const order = compareCells(timely(left, right), timely(right, left));
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  return operator === ">" ? order > 0 : order >= 0;
}

function same(left: unknown, right: unknown): boolean {
  return cellKey(timely(left, right)) === cellKey(timely(right, left));
}

/** Text beside a time is read as one. */
function timely(value: unknown, other: unknown): unknown {
  return typeof value === "string" && other instanceof Date ? (tryParseTime(value) ?? value) : value;
}
