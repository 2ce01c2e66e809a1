export { type CsvOptions, csvSource } from "./csv/csv-source.js";
export { type Ingestible, type IngestOptions, ingest } from "./ingest.js";
export { type JsonLinesOptions, jsonLinesSource } from "./json-lines/json-lines-source.js";
export { type RawRow, readRawRow } from "./landed/read-raw-row.js";
export { type ParquetOptions, parquetSource } from "./parquet/parquet-source.js";
export { type RowsOptions, rowsSource } from "./rows/rows-source.js";
export type { ByteInput } from "./source/byte-input.js";
export {
  type ChunkRange,
  type PositionedChunk,
  type PositionedSourceOptions,
  positionedSource,
} from "./source/positioned-source.js";
export type { ByteSourceOptions } from "./source/source-options.js";
