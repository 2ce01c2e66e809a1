import type { Dataset } from "../dataset.js";
import type { UnkeyedDifference } from "./difference.js";
import { hashKey, hashRows } from "./hash-cells.js";

type Rows = Pick<Dataset<unknown>, "batches">;

/** Rows as a multiset of their hashes. */
export async function diffByRow(before: Rows, after: Rows, columns: readonly string[]): Promise<UnkeyedDifference> {
  const counts = new Map<string, number>();
  let total = 0;
  for await (const batch of before.batches()) {
    const hashes = hashRows(batch, columns);
    for (let row = 0; row < batch.length; row++) {
      const key = hashKey(hashes, row);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    total += batch.length;
  }
  let added = 0;
  let unchanged = 0;
  for await (const batch of after.batches()) {
    const hashes = hashRows(batch, columns);
    for (let row = 0; row < batch.length; row++) {
      const key = hashKey(hashes, row);
      const left = counts.get(key) ?? 0;
      if (left === 0) added++;
      else {
        unchanged++;
        counts.set(key, left - 1);
      }
    }
  }
  return { by: "row", added, removed: total - unchanged, unchanged };
}
