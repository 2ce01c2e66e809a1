import type { Data, Table, Vector } from "apache-arrow";
import { DamagedError, InvalidArgumentError, parseCanonicalJson } from "../../core/index.js";
import {
  type Batch,
  buildValidity,
  type ColumnData,
  columnFromValues,
  concatBatches,
  type ValueType,
} from "../../data/index.js";
import { typeKey } from "./encode-arrow.js";

/** Reads an Arrow IPC stream or file. @throws {DamagedError} the bytes are not Arrow. */
export async function decodeArrow(bytes: Uint8Array): Promise<Batch> {
  const { tableFromIPC } = await import("apache-arrow");
  let table: Table;
  try {
    table = tableFromIPC(bytes);
  } catch (cause) {
    throw new DamagedError("arrow", {
      place: "table",
      message: "Expected the bytes of an Arrow IPC stream or file, got others",
      cause,
    });
  }
  return batchFromArrow(table);
}

/**
 * The columns of an Arrow table, chunks joined. int64 values beyond ±(2^53 − 1) are refused, never rounded.
 * @throws {InvalidArgumentError} an int64 value does not fit a number exactly.
 */
export async function batchFromArrow(table: Table): Promise<Batch> {
  const arrow = await import("apache-arrow");
  const columns: Record<string, ColumnData> = {};
  table.schema.fields.forEach((field, index) => {
    const vector = table.getChildAt(index) as Vector;
    const stated = field.metadata.get(typeKey) as ValueType | undefined;
    const chunks = vector.data.map((data) => ({
      length: data.length,
      columns: { column: readChunk(arrow, field.name, data, stated) },
    }));
    columns[field.name] =
      chunks.length === 0
        ? columnFromValues(stated ?? "other", [])
        : (concatBatches(chunks).columns.column as ColumnData);
  });
  return { length: table.numRows, columns };
}

function readChunk(
  arrow: typeof import("apache-arrow"),
  name: string,
  data: Data,
  stated: ValueType | undefined,
): ColumnData {
  const { length, offset } = data;
  const validity =
    data.nullCount > 0 && data.nullBitmap.length > 0 ? bitsFrom(data.nullBitmap, offset, length) : undefined;
  const base = validity === undefined ? { length } : { length, validity };
  const { type } = data;
  if (arrow.DataType.isDictionary(type)) {
    const words = (data.dictionary as Vector).toArray() as ArrayLike<unknown>;
    const dictionary = Array.from(words, (word) => (typeof word === "string" ? word : String(word)));
    return {
      ...base,
      type: "text",
      codes: Int32Array.from(data.values as ArrayLike<number>).subarray(0, length),
      dictionary,
    };
  }
  if (
    arrow.DataType.isFloat(type) &&
    data.values instanceof Float64Array &&
    (stated === undefined || stated === "number" || stated === "integer" || stated === "time")
  )
    return { ...base, type: stated ?? "number", values: data.values.subarray(0, length) };
  if (arrow.DataType.isInt(type) && !(data.values instanceof BigInt64Array || data.values instanceof BigUint64Array))
    return {
      ...base,
      type: "integer",
      values: Float64Array.from(data.values as ArrayLike<number>).subarray(0, length),
    };
  if (arrow.DataType.isInt(type))
    return { ...base, type: "integer", values: exactIntegers(name, data.values as BigInt64Array, length, validity) };
  if (arrow.DataType.isBool(type)) {
    const bits = bitsFrom(data.values as Uint8Array, offset, length);
    return {
      ...base,
      type: "boolean",
      values: Uint8Array.from({ length }, (_, row) => ((bits[row >> 3] as number) >> (row & 7)) & 1),
    };
  }
  // Everything else (plain text, timestamps of any unit, dates, nested values) through Arrow's own accessor: slower, at the edge only.
  const values = Array.from(new arrow.Vector([data]), (value) => value as unknown);
  if (stated === "other")
    return columnFromValues(
      "other",
      values.map((text) => (typeof text === "string" ? parseCanonicalJson(text) : null)),
      name,
    );
  if (arrow.DataType.isUtf8(type)) return columnFromValues("text", values, name);
  if (arrow.DataType.isTimestamp(type) || arrow.DataType.isDate(type))
    return columnFromValues(
      "time",
      values.map((value) => (value instanceof Date ? value.getTime() : value)),
      name,
    );
  if (arrow.DataType.isFloat(type)) return columnFromValues("number", values, name);
  return columnFromValues("other", values, name);
}

/** After slicing, Arrow's bitmaps still start at the unsliced row 0: bit k of row `offset`. */
function bitsFrom(bits: Uint8Array, offset: number, length: number): Uint8Array {
  return (
    buildValidity(length, (row) => (((bits[(offset + row) >> 3] as number) >> ((offset + row) & 7)) & 1) === 1) ??
    new Uint8Array((length + 7) >> 3).fill(255)
  );
}

function exactIntegers(
  name: string,
  values: BigInt64Array,
  length: number,
  validity: Uint8Array | undefined,
): Float64Array {
  return Float64Array.from({ length }, (_, row) => {
    const value = Number(values[row]);
    const present = validity === undefined || ((validity[row >> 3] as number) & (1 << (row & 7))) !== 0;
    if (present && !Number.isSafeInteger(value))
      throw new InvalidArgumentError(`column ${name}`, "int64 values within ±(2^53 − 1)", String(values[row]));
    return present ? value : 0;
  });
}
