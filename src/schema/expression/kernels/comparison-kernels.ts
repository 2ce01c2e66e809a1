import type { ColumnData, TextColumnData } from "../../columns/column.js";
import { scalarAt } from "../../columns/value-at.js";
import type { Scalar } from "../scalar.js";
import { booleanColumn, bothPresent, type ColumnFunction, numericOf } from "./column-access.js";
import { mapWords } from "./map-words.js";

/** `<` and `<=` of numbers or times; NaN makes both false. */
export function orderComparison(op: "less" | "at-most", left: ColumnFunction, right: ColumnFunction): ColumnFunction {
  return (batch) => {
    const [a, b] = [numericOf(left(batch)), numericOf(right(batch))];
    const [x, y] = [a.values, b.values];
    const result = new Uint8Array(batch.length);
    if (op === "less")
      for (let row = 0; row < result.length; row++) result[row] = (x[row] as number) < (y[row] as number) ? 1 : 0;
    else for (let row = 0; row < result.length; row++) result[row] = (x[row] as number) <= (y[row] as number) ? 1 : 0;
    return booleanColumn(result, bothPresent(a, b));
  };
}

/** Equality of any two columns, missing where either is. */
export function equality(op: "equal" | "differ", left: ColumnFunction, right: ColumnFunction): ColumnFunction {
  const flip = op === "equal" ? 0 : 1;
  return (batch) => {
    const [a, b] = [left(batch), right(batch)];
    const result = equalRows(a, b);
    if (flip === 1) for (let row = 0; row < result.length; row++) result[row] = 1 - (result[row] as number);
    return booleanColumn(result, bothPresent(a, b));
  };
}

function equalRows(a: ColumnData, b: ColumnData): Uint8Array {
  const result = new Uint8Array(a.length);
  if (a.type === "text" && b.type === "text") {
    if (b.dictionary.length === 1) return equalToWord(a, b.dictionary[0] as string);
    if (a.dictionary.length === 1) return equalToWord(b, a.dictionary[0] as string);
    for (let row = 0; row < result.length; row++)
      result[row] = a.dictionary[a.codes[row] as number] === b.dictionary[b.codes[row] as number] ? 1 : 0;
  } else if (a.type === "boolean" && b.type === "boolean") {
    for (let row = 0; row < result.length; row++) result[row] = a.values[row] === b.values[row] ? 1 : 0;
  } else if (isNumeric(a) && isNumeric(b)) {
    const [x, y] = [a.values, b.values];
    for (let row = 0; row < result.length; row++) result[row] = x[row] === y[row] ? 1 : 0;
  } else {
    for (let row = 0; row < result.length; row++) result[row] = scalarAt(a, row) === scalarAt(b, row) ? 1 : 0;
  }
  return result;
}

/** Against a literal, or any column whose present rows hold one word. */
function equalToWord(column: TextColumnData, word: string): Uint8Array {
  return mapWords(column, (other) => (other === word ? 1 : 0));
}

function isNumeric(column: ColumnData): column is ColumnData & { readonly values: Float64Array } {
  return column.type === "number" || column.type === "integer" || column.type === "time";
}

/** Whether a value is one of a list; NaN is never in one that lacks it. */
export function oneOf(values: readonly Scalar[], of: ColumnFunction): ColumnFunction {
  const wanted = new Set<unknown>(values);
  return (batch) => {
    const column = of(batch);
    if (column.type === "text")
      return booleanColumn(
        mapWords(column, (word) => (wanted.has(word) ? 1 : 0)),
        column.validity,
      );
    const result = new Uint8Array(batch.length);
    if (isNumeric(column))
      for (let row = 0; row < result.length; row++) result[row] = wanted.has(column.values[row]) ? 1 : 0;
    else for (let row = 0; row < result.length; row++) result[row] = wanted.has(scalarAt(column, row)) ? 1 : 0;
    return booleanColumn(result, column.validity);
  };
}
