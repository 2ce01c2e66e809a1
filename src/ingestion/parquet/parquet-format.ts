import type { ParquetParsers, SchemaElement } from "hyparquet";
import { GoldenPipelineError, type JsonObject, SourceError } from "../../core/index.js";
import type { RawBatch, RawFormat } from "../../ports/index.js";
import { loadHyparquet } from "./load-hyparquet.js";
import { type ParquetKind, parquetColumn } from "./parquet-column.js";

/** What stands beside the bytes of a Parquet file. */
export interface ParquetReading extends JsonObject {
  /** Null reads all of them. */
  readonly columns: readonly string[] | null;
  /** [from, to) of the file's rows. */
  readonly rows: { readonly from: number; readonly to: number };
}

/** A whole Parquet file, read row group by row group. */
export const parquetFormat: RawFormat = { id: "parquet@1", decode: decodeSound };

/** Whatever the reader throws of bytes that are damaged behind a sound footer. */
async function* decodeSound(bytes: Uint8Array, json: JsonObject): AsyncGenerator<RawBatch> {
  try {
    yield* decodeParquet(bytes, json);
  } catch (cause) {
    if (GoldenPipelineError.isInstance(cause)) throw cause;
    const message = `Expected a Parquet file that can be read to its end, got one that cannot (${cause instanceof Error ? cause.message : cause}). It may be cut or damaged: write or fetch it anew`;
    throw new SourceError({ place: "parquet", message, cause });
  }
}

/** Milliseconds instead of Date objects; Parquet's finer units are cut to the millisecond. */
const parsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (milliseconds: bigint) => Number(milliseconds),
  timestampFromMicroseconds: (microseconds: bigint) => floorDivide(microseconds, 1000n),
  timestampFromNanoseconds: (nanoseconds: bigint) => floorDivide(nanoseconds, 1_000_000n),
  dateFromDays: (days: number) => days * 86_400_000,
};

async function* decodeParquet(bytes: Uint8Array, json: JsonObject): AsyncGenerator<RawBatch> {
  const reading = json as ParquetReading;
  const { hyparquet, compressors } = await loadHyparquet();
  const file = {
    byteLength: bytes.length,
    slice: (start: number, end = bytes.length) => new Uint8Array(bytes.subarray(start, end)).buffer,
  };
  const scan = await hyparquet.parquetScan({ file, parsers, ...(compressors && { compressors }) });
  const elements = hyparquet.parquetSchema(scan.metadata).children.map(({ element }) => element);
  const wanted = reading.columns ?? elements.map(({ name }) => name);
  const chosen = wanted.map((name) => {
    const element = elements.find((one) => one.name === name);
    if (element !== undefined) return element;
    const message = `Expected a column named ${JSON.stringify(name)}, got ${elements.map((one) => one.name).join(", ")}`;
    throw new SourceError({ place: "parquet", message });
  });
  for (const range of scan.ranges) {
    const rowStart = Math.max(range.rowStart, reading.rows.from);
    const rowEnd = Math.min(range.rowEnd, reading.rows.to);
    if (rowStart >= rowEnd) continue;
    const columns: [string, RawBatch["columns"][string]][] = [];
    for (const element of chosen) {
      const values = await scan.readColumn({ column: element.name, rowStart, rowEnd });
      columns.push([element.name, parquetColumn(values, kindOf(element))]);
    }
    yield { firstRow: rowStart - reading.rows.from, length: rowEnd - rowStart, columns: Object.fromEntries(columns) };
  }
}

function kindOf({
  type,
  logical_type: logical,
  converted_type: converted,
  num_children: children,
}: SchemaElement): ParquetKind {
  if (children !== undefined || type === undefined) return "other";
  if (logical?.type === "TIMESTAMP" || logical?.type === "DATE" || converted === "DATE") return "time";
  if (converted === "TIMESTAMP_MILLIS" || converted === "TIMESTAMP_MICROS" || type === "INT96") return "time";
  if (logical?.type === "DECIMAL" || converted === "DECIMAL") return "number";
  if (logical?.type === "TIME" || converted === "INTERVAL") return "other";
  if (type === "INT32" || type === "INT64") return "integer";
  if (type === "FLOAT" || type === "DOUBLE") return "number";
  return type === "BOOLEAN" ? "boolean" : "text";
}

function floorDivide(value: bigint, divisor: bigint): number {
  const quotient = value / divisor;
  return Number(value < 0n && quotient * divisor !== value ? quotient - 1n : quotient);
}
