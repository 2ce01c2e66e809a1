import type { RawSource } from "golden-pipeline/ports";
import { rowsOf } from "golden-pipeline/schema";

/** The rows of a batch as objects; what could not be read is its reason. */
export async function readRows(batch: RawSource): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for await (const { bytes, reading } of batch.chunks(new AbortController().signal))
    for await (const decoded of batch.format.decode(bytes, reading)) {
      const unreadable = new Map(decoded.unreadable?.map(({ row, reason }) => [row, reason]));
      for (const [index, row] of [...rowsOf(decoded)].entries()) rows.push(unreadable.get(index) ?? row);
    }
  return rows;
}
