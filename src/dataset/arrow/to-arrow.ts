import type { Table } from "apache-arrow";
import type { Dataset } from "../dataset.js";
import { wholeBatch } from "../whole-batch.js";
import { loadArrow } from "./arrow-types.js";
import { buildTable } from "./build-table.js";

/** A dataset as an Arrow table of one chunk, for notebooks and other tools; times are timestamps where all of them are whole milliseconds. */
export async function toArrow<Row, Label extends string>(dataset: Dataset<Row, Label>): Promise<Table> {
  return buildTable(await loadArrow(), await wholeBatch(dataset), "timestamp");
}
