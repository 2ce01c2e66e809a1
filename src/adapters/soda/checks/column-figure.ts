import type { SodaCheckBody, SodaColumn } from "../contracts/soda-contract.js";
import { effectiveValidity, missingParts, validParts } from "../contracts/validity-parts.js";
import type { Figure } from "./soda-result.js";
import { invalidTest, lengthOf, missingTest } from "./value-tests.js";

/** The figure of a check of a column. */
export function columnFigure(
  type: string,
  body: SodaCheckBody,
  column: SodaColumn,
  values: readonly unknown[],
): Figure {
  if (body.column_expression !== undefined) return "it is SQL";
  const missing = missingTest(effectiveValidity(body, column, missingParts));
  if (typeof missing === "string") return missing;
  const there = values.filter((value) => !missing(value));
  const figureOf = (count: number, all: number): number =>
    body.threshold?.metric !== "percent" ? count : all === 0 ? 0 : (count * 100) / all;
  switch (type) {
    case "missing":
      return figureOf(values.length - there.length, values.length);
    case "invalid": {
      const invalid = invalidTest(effectiveValidity(body, column, validParts));
      return typeof invalid === "string" ? invalid : figureOf(there.filter(invalid).length, values.length);
    }
    case "duplicate":
      return figureOf(there.length - new Set(there.map(keyOf)).size, there.length);
    case "aggregate": {
      // What the reference leaves out is missing by its lists, and not valid either where the column says what is valid.
      const invalid = invalidTest(effectiveValidity(body, column, validParts));
      const left = (value: unknown): boolean => missing(value) && (typeof invalid === "string" || invalid(value));
      const counted = values.filter((value) => value !== null && value !== undefined && !left(value));
      return aggregate(String(body.function), counted);
    }
    default:
      return "it is SQL";
  }
}

export function keyOf(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

/** Of all values that are there, valid or not, as the reference computes it. */
function aggregate(name: string, values: readonly unknown[]): Figure {
  const [kind, ofLengths] = [name.replace("Length", "").toLowerCase(), name.endsWith("Length")];
  if (!["min", "max", "avg", "sum"].includes(kind)) return `there is no function ${name}`;
  if (!ofLengths && values.some((value) => typeof value !== "number")) return "it is of numbers";
  const numbers = ofLengths ? values.map(lengthOf) : values.map(Number);
  if (numbers.length === 0) return "there are no values";
  const sum = numbers.reduce((total, value) => total + value, 0);
  // NaN is larger than all numbers, as databases have it.
  const least = numbers.reduce((one, other) => (other < one || Number.isNaN(one) ? other : one));
  const figures: Readonly<Record<string, number>> = {
    sum,
    avg: sum / numbers.length,
    min: least,
    max: numbers.reduce((one, other) => Math.max(one, other)),
  };
  const figure = figures[kind] ?? Number.NaN;
  return Number.isFinite(figure) ? figure : "it is no finite number";
}
