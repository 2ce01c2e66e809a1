import { type Dataset, wholeBatch } from "../dataset/index.js";
import { type Batch, concatBatches } from "../schema/index.js";

/** A dataset's rows, and what their features look back at: earlier labelled rows where there are any, and the rows themselves. */
export async function rowsWithPast<Row, Label extends string>(
  dataset: Dataset<Row, Label>,
  earlier: Dataset<Row, Label> | undefined,
): Promise<{ readonly rows: Batch; readonly past: Batch }> {
  const rows = await wholeBatch(dataset);
  return { rows, past: earlier === undefined ? rows : concatBatches([await wholeBatch(earlier), rows]) };
}
