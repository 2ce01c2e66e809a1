export { csvSource } from "./csv/csv-source.js";
export { type Ingestible, ingest } from "./ingest.js";
export { jsonLinesSource } from "./json-lines/json-lines-source.js";
export { type RawRow, readRawRow } from "./landed/read-raw-row.js";
export { parquetSource } from "./parquet/parquet-source.js";
export { rowsSource } from "./rows/rows-source.js";

export type { PositionedChunk } from "./source/positioned-chunk.js";
export { positionedSource } from "./source/positioned-source.js";
