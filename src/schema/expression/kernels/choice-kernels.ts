import { InvalidArgumentError } from "../../../core/index.js";
import type { BooleanColumnData, ColumnData, TextColumnData } from "../../columns/column.js";
import { scalarAt } from "../../columns/value-at.js";
import type { ExpressionNode } from "../node.js";
import { type Scalar, typeOf } from "../scalar.js";
import {
  booleanColumn,
  booleanOf,
  type ColumnFunction,
  numericColumn,
  numericOf,
  textColumn,
  textOf,
} from "./column-access.js";

/** One of two values by a condition; missing where the condition is. Both are computed for all rows. */
export function choice(
  node: ExpressionNode & { readonly op: "choose" },
  condition: ColumnFunction,
  whenTrue: ColumnFunction,
  whenFalse: ColumnFunction,
): ColumnFunction {
  const type = typeOf(node);
  return (batch) => {
    const decided = booleanOf(condition(batch));
    const [yes, no] = [whenTrue(batch), whenFalse(batch)];
    const validity = chosenPresent(decided, yes.validity, no.validity);
    return pick(type, decided.values, yes, no, validity);
  };
}

function chosenPresent(
  { length, values, validity: decided }: BooleanColumnData,
  yes: Uint8Array | undefined,
  no: Uint8Array | undefined,
): Uint8Array | undefined {
  if (yes === undefined && no === undefined) return decided;
  const present = new Uint8Array((length + 7) >> 3);
  for (let row = 0; row < length; row++) {
    const chosen = values[row] === 1 ? yes : no;
    const bits = (chosen === undefined ? 255 : (chosen[row >> 3] as number)) & (1 << (row & 7));
    present[row >> 3] = (present[row >> 3] as number) | bits;
  }
  if (decided !== undefined)
    for (let index = 0; index < present.length; index++)
      present[index] = (present[index] as number) & (decided[index] as number);
  return present;
}

/** A value where there is none. */
export function imputation(node: ExpressionNode & { readonly op: "impute" }, of: ColumnFunction): ColumnFunction {
  const { value } = node;
  const type = typeOf(node);
  return (batch) => {
    const column = of(batch);
    if (column.type === "other")
      return {
        type: "other",
        length: batch.length,
        values: Array.from({ length: batch.length }, (_, row) => scalarAt(column, row) ?? value),
      };
    // An integer column that is filled with a fraction holds numbers, whether or not this batch lacks a value.
    if (column.type === "integer" && type === "number") return fillMissing({ ...column, type }, value);
    return fillMissing(column, value);
  };
}

function fillMissing(column: ColumnData, value: Exclude<Scalar, null>): ColumnData {
  const { length, validity } = column;
  if (validity === undefined) return column;
  const missing = missingRows(validity, length);
  const constant = constantColumn(column.type, value, 1);
  if (column.type === "text") {
    const codes = column.codes.slice(0, length);
    for (const row of missing) codes[row] = column.dictionary.length;
    return textColumn(codes, [...column.dictionary, ...textOf(constant).dictionary], undefined);
  }
  if (column.type === "boolean") {
    const values = column.values.slice(0, length);
    for (const row of missing) values[row] = booleanOf(constant).values[0] as number;
    return booleanColumn(values, undefined);
  }
  const { type, values: present } = numericOf(column);
  const values = present.slice(0, length);
  for (const row of missing) values[row] = numericOf(constant).values[0] as number;
  return numericColumn(type, values, undefined);
}

function missingRows(validity: Uint8Array, length: number): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < length; row++) if (((validity[row >> 3] as number) & (1 << (row & 7))) === 0) rows.push(row);
  return rows;
}

/** The same value in every row. */
export function constantColumn(type: ColumnData["type"], value: Exclude<Scalar, null>, length: number): ColumnData {
  const refuse = (expected: string): never => {
    throw new InvalidArgumentError("expression", `${expected} for a ${type} column`, value);
  };
  switch (type) {
    case "text":
      return textColumn(new Int32Array(length), [typeof value === "string" ? value : refuse("text")], undefined);
    case "boolean":
      return booleanColumn(new Uint8Array(length).fill(value === true ? 1 : 0), undefined);
    case "other":
      return { type, length, values: new Array<unknown>(length).fill(value) };
    default:
      return numericColumn(
        type,
        new Float64Array(length).fill(typeof value === "number" ? value : refuse("a number")),
        undefined,
      );
  }
}

function pick(
  type: ColumnData["type"],
  first: Uint8Array,
  yes: ColumnData,
  no: ColumnData,
  validity: Uint8Array | undefined,
): ColumnData {
  const { length } = first;
  switch (type) {
    case "text":
      return pickText(first, textOf(yes), textOf(no), validity);
    case "boolean": {
      const [a, b] = [booleanOf(yes).values, booleanOf(no).values];
      const values = new Uint8Array(length);
      for (let row = 0; row < length; row++) values[row] = (first[row] === 1 ? a[row] : b[row]) as number;
      return booleanColumn(values, validity);
    }
    case "other": {
      const values = Array.from(first, (chosen, row) => scalarAt(chosen === 1 ? yes : no, row));
      return validity === undefined ? { type, length, values } : { type, length, values, validity };
    }
    default: {
      const [a, b] = [numericOf(yes).values, numericOf(no).values];
      const values = new Float64Array(length);
      for (let row = 0; row < length; row++) values[row] = (first[row] === 1 ? a[row] : b[row]) as number;
      return numericColumn(type, values, validity);
    }
  }
}

function pickText(
  first: Uint8Array,
  yes: TextColumnData,
  no: TextColumnData,
  validity: Uint8Array | undefined,
): ColumnData {
  const shared = yes.dictionary === no.dictionary;
  const offset = shared ? 0 : yes.dictionary.length;
  const codes = new Int32Array(first.length);
  for (let row = 0; row < codes.length; row++)
    codes[row] = first[row] === 1 ? (yes.codes[row] as number) : (no.codes[row] as number) + offset;
  return textColumn(codes, shared ? yes.dictionary : [...yes.dictionary, ...no.dictionary], validity);
}
