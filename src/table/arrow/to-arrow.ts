import type { Table } from "apache-arrow";
import type { Dataset } from "../../data/index.js";
import { encodeArrow } from "./encode-arrow.js";

/** A dataset as an Arrow table, for notebooks and other tools. */
export async function toArrow<Row, Label extends string>(dataset: Dataset<Row, Label>): Promise<Table> {
  const { tableFromIPC } = await import("apache-arrow");
  const tables: Table[] = [];
  for await (const batch of dataset.batches()) tables.push(tableFromIPC(await encodeArrow(batch)));
  const [first, ...rest] = tables;
  return first === undefined ? tableFromIPC(await encodeArrow({ length: 0, columns: {} })) : first.concat(...rest);
}
