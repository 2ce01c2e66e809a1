import { InvalidArgumentError } from "../../core/index.js";
import type { Category, CategorySamples, NumberSamples, Samples } from "./sample.js";

/** Rows by name of column. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** A column of both sides; numbers where all values are, unless its type is stated. */
export function rowSamples(column: string, sides: readonly [Rows, Rows], stated?: Samples["type"]): Samples {
  const [reference, current] = sides.map((rows) =>
    rows.map((row) => cleaned(row[column])).filter((value) => value !== undefined),
  );
  const before = reference ?? [];
  const now = current ?? [];
  const missing = sides[0].length > before.length || sides[1].length > now.length;
  if (stated === "category") return { type: "category", reference: before, current: now };
  const [left, right] = [numbersIn(before), numbersIn(now)];
  if (left !== undefined && right !== undefined && (stated === "number" || left.length + right.length > 0))
    return numberSamples(left, right, !missing);
  if (stated === "number")
    throw new InvalidArgumentError(
      "evidently",
      `numbers in column ${column}`,
      [...before, ...now].find((value) => typeof value !== "number"),
    );
  return { type: "category", reference: before, current: now } satisfies CategorySamples;
}

export function numberSamples(reference: Float64Array, current: Float64Array, complete: boolean): NumberSamples {
  return {
    type: "number",
    reference,
    current,
    sorted: [Float64Array.from(reference).sort(), Float64Array.from(current).sort()],
    whole: complete && reference.every(Number.isInteger) && current.every(Number.isInteger),
  };
}

/** As Evidently cleans a column: null, NaN and infinities are no values. Of other things than text, numbers and booleans the text is one. */
function cleaned(given: unknown): Category | undefined {
  if (given === null || given === undefined) return undefined;
  if (typeof given === "number") return Number.isFinite(given) ? given : undefined;
  if (typeof given === "string" || typeof given === "boolean") return given;
  return given instanceof Date ? given.toISOString() : String(given);
}

function numbersIn(values: readonly Category[]): Float64Array | undefined {
  return values.every((value) => typeof value === "number")
    ? Float64Array.from(values as readonly number[])
    : undefined;
}
