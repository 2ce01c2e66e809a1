/** What other rooms of the house use of this one; not exported from the package. */
export { csvFormat } from "./csv/csv-format.js";
export { jsonLinesFormat } from "./json-lines/json-lines-format.js";
export { parquetFormat } from "./parquet/parquet-format.js";
export { rowsFormat } from "./rows/rows-format.js";
export type { ChunkRange } from "./source/positioned-chunk.js";
