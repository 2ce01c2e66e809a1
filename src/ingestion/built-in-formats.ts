import type { RawFormat } from "../ports/index.js";
import { csvFormat } from "./csv/csv-format.js";
import { jsonLinesFormat } from "./json-lines/json-lines-format.js";
import { parquetFormat } from "./parquet/parquet-format.js";
import { rowsFormat } from "./rows/rows-format.js";

/** The formats that landed bytes can be read by without being told. */
export const builtInFormats: readonly RawFormat[] = [csvFormat, jsonLinesFormat, rowsFormat, parquetFormat];
