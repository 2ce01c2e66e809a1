import { InvalidArgumentError } from "../../core/index.js";
import {
  type Batch,
  type BooleanColumnData,
  buildValidity,
  type ColumnData,
  columnFromValues,
  isMissing,
  type NumberColumnData,
  type Scalar,
  type TimeColumnData,
  type ValueType,
} from "../../data/index.js";

/** A column as numbers; times are milliseconds. */
export function numericOf(column: ColumnData): NumberColumnData | TimeColumnData {
  if (column.type === "number" || column.type === "integer" || column.type === "time") return column;
  throw new InvalidArgumentError("expression", "a number or time column", `a ${column.type} column`);
}

export function booleanOf(column: ColumnData): BooleanColumnData {
  if (column.type === "boolean") return column;
  throw new InvalidArgumentError("expression", "a yes/no column", `a ${column.type} column`);
}

/** Adds a validity bitmap only when something is missing. */
export function withoutMissing<Column extends ColumnData>(column: Column, validity: Uint8Array | undefined): Column {
  return validity === undefined ? column : { ...column, validity };
}

/** The bitmap of rows present in both columns. */
export function bothPresent(left: ColumnData, right: ColumnData, length: number): Uint8Array | undefined {
  if (left.validity === undefined) return right.validity;
  if (right.validity === undefined) return left.validity;
  return buildValidity(length, (row) => !isMissing(left, row) && !isMissing(right, row));
}

export function numericResult(
  type: "number" | "integer" | "time",
  values: Float64Array,
  validity: Uint8Array | undefined,
): ColumnData {
  return withoutMissing({ type, length: values.length, values } as NumberColumnData, validity);
}

/** Applies a function of one word once per distinct word. */
export function textMap(
  of: (batch: Batch) => ColumnData,
  apply: (row: { readonly word: string }) => Scalar,
  type: ValueType,
): (batch: Batch) => ColumnData {
  return (batch) => {
    const column = of(batch);
    if (column.type !== "text")
      throw new InvalidArgumentError("expression", "a text column", `a ${column.type} column`);
    const byWord = column.dictionary.map((word) => apply({ word }));
    const at = (row: number): Scalar => (isMissing(column, row) ? null : (byWord[column.codes[row] as number] ?? null));
    const validity = buildValidity(column.length, (row) => at(row) !== null);
    if (type === "text") {
      const encoded = columnFromValues("text", byWord) as ColumnData & { type: "text" };
      const codes = column.codes.map((code) => encoded.codes[code] as number);
      return withoutMissing({ type, length: column.length, codes, dictionary: encoded.dictionary }, validity);
    }
    if (type === "boolean") {
      const values = Uint8Array.from({ length: column.length }, (_, row) => (at(row) === true ? 1 : 0));
      return withoutMissing({ type, length: column.length, values }, validity);
    }
    const values = Float64Array.from({ length: column.length }, (_, row) => Number(at(row) ?? 0));
    return numericResult("number", values, validity);
  };
}
