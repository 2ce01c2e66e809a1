import { checkArguments, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { Batch, ColumnData } from "./column.js";
import { buildValidity, isMissing, sliceValidity } from "./validity.js";

/** Rows [start, end) of a batch. Values are shared with the original, never copied. @throws {InvalidArgumentError} they are not all there. */
export function sliceBatch(batch: Batch, start: number, end: number): Batch {
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= batch.length))
    throw new InvalidArgumentError(
      "batch",
      `rows within the ${batch.length} that there are`,
      start,
      `[${start}, ${end})`,
    );
  if (start === 0 && end === batch.length) return batch;
  return { length: end - start, columns: mapColumns(batch, (column) => sliceColumn(column, start, end)) };
}

/** The rows at these indices, in their order; an index may stand more than once. */
export function takeRows(batch: Batch, indices: ArrayLike<number>): Batch {
  checkArguments(
    "batch",
    { batch, indices },
    { batch: option.having("a batch of columns", "length", "columns"), indices: option.numbers },
  );
  return { length: indices.length, columns: mapColumns(batch, (column) => takeColumn(column, indices)) };
}

function mapColumns(batch: Batch, map: (column: ColumnData) => ColumnData): Record<string, ColumnData> {
  return Object.fromEntries(Object.entries(batch.columns).map(([name, column]) => [name, map(column)]));
}

function sliceColumn(column: ColumnData, start: number, end: number): ColumnData {
  const base = withValidity(end - start, sliceValidity(column.validity, start, end));
  switch (column.type) {
    case "text":
      return { ...base, type: "text", codes: column.codes.subarray(start, end), dictionary: column.dictionary };
    case "boolean":
      return { ...base, type: "boolean", values: column.values.subarray(start, end) };
    case "other":
      return { ...base, type: "other", values: column.values.slice(start, end) };
    default:
      return { ...base, type: column.type, values: column.values.subarray(start, end) };
  }
}

function takeColumn(column: ColumnData, indices: ArrayLike<number>): ColumnData {
  const { length } = indices;
  const validity =
    column.validity && buildValidity(length, (position) => !isMissing(column, indices[position] as number));
  const base = withValidity(length, validity);
  switch (column.type) {
    case "text": {
      const codes = new Int32Array(length);
      for (let position = 0; position < length; position++)
        codes[position] = column.codes[indices[position] as number] as number;
      return { ...base, type: "text", codes, dictionary: column.dictionary };
    }
    case "boolean": {
      const values = new Uint8Array(length);
      for (let position = 0; position < length; position++)
        values[position] = column.values[indices[position] as number] as number;
      return { ...base, type: "boolean", values };
    }
    case "other":
      return { ...base, type: "other", values: Array.from(indices, (row) => column.values[row]) };
    default: {
      const values = new Float64Array(length);
      for (let position = 0; position < length; position++)
        values[position] = column.values[indices[position] as number] as number;
      return { ...base, type: column.type, values };
    }
  }
}

/** `exactOptionalPropertyTypes` wants an absent bitmap to be absent. */
export function withValidity(
  length: number,
  validity: Uint8Array | undefined,
): { length: number; validity?: Uint8Array } {
  return validity === undefined ? { length } : { length, validity };
}
