import { InvalidArgumentError } from "../../core/index.js";

/** The name of a class; all labels of one call are of one type. Numbers are whole. */
export type ClassLabel = number | string | boolean;

/** One class label a row. */
export type Labels = ArrayLike<number> | ArrayLike<string> | ArrayLike<boolean>;

export function isRows<Row extends ArrayLike<unknown>>(
  values: ArrayLike<unknown> | ArrayLike<Row>,
): values is ArrayLike<Row> {
  return typeof values[0] === "object";
}

/** As scikit-learn sorts labels: numbers by size, texts by code point, no before yes. */
export function compareLabels(left: ClassLabel, right: ClassLabel): number {
  if (typeof left !== "string" || typeof right !== "string") return Number(left) - Number(right);
  const [ours, theirs] = [[...left], [...right]];
  for (let index = 0; index < Math.min(ours.length, theirs.length); index++) {
    const difference = (ours[index]?.codePointAt(0) ?? 0) - (theirs[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return ours.length - theirs.length;
}

/** @throws {InvalidArgumentError} labels of several types, or numbers that are not whole. */
export function checkLabel(place: string, label: unknown, type: string): asserts label is ClassLabel {
  const known = type === "string" || type === "boolean" || (type === "number" && Number.isSafeInteger(label));
  if (typeof label !== type || !known)
    throw new InvalidArgumentError(place, "labels that are all texts, all whole numbers or all yes and no", label);
}
