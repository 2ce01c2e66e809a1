import { checkArguments, option } from "../core/house.js";
import { rowsOf } from "../schema/index.js";
import type { Dataset } from "./dataset.js";

/** The rows of a dataset one by one; missing values are null, times are Dates. */
export async function* rowsOfDataset<Row, Label extends string>(dataset: Dataset<Row, Label>): AsyncGenerator<Row> {
  for await (const batch of dataset.batches()) for (const row of rowsOf(batch)) yield row as Row;
}

/** All rows of a dataset, for tests and small data. */
export async function collectRows<Row, Label extends string>(dataset: Dataset<Row, Label>): Promise<Row[]> {
  checkArguments("dataset", { dataset }, { dataset: option.dataset });
  const rows: Row[] = [];
  for await (const row of rowsOfDataset(dataset)) rows.push(row);
  return rows;
}
