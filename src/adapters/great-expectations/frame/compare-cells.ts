import { EvaluationError } from "../evaluation-error.js";

/**
 * Below 0, 0 or above 0; text by code points.
 * @throws {EvaluationError} values of two kinds have no order.
 */
export function compareCells(left: unknown, right: unknown): number {
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  const [leftNumber, rightNumber] = [orderOf(left), orderOf(right)];
  if (leftNumber === undefined || rightNumber === undefined || left instanceof Date !== right instanceof Date)
    throw new EvaluationError(
      "TypeError",
      `'<' not supported between instances of '${pythonType(left)}' and '${pythonType(right)}'`,
    );
  return leftNumber - rightNumber;
}

function orderOf(value: unknown): number | undefined {
  if (value instanceof Date) return value.getTime();
  return typeof value === "number" || typeof value === "boolean" ? Number(value) : undefined;
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const [a, b] = [left[Symbol.iterator](), right[Symbol.iterator]()];
  for (;;) {
    const [first, second] = [a.next(), b.next()];
    if (first.done || second.done) return (first.done ? -1 : 0) + (second.done ? 1 : 0);
    const difference = (first.value.codePointAt(0) ?? 0) - (second.value.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
}

export function pythonType(value: unknown): string {
  if (value === null || value === undefined) return "NoneType";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (value instanceof Date) return "Timestamp";
  return Array.isArray(value) ? "list" : "dict";
}
