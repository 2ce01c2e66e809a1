import type { Logs } from "golden-pipeline";
import type { RawSource } from "golden-pipeline/ports";
import { logOf } from "../../../src/adapters/kinesis/leases/lease-table.js";
import { readRows } from "../kafka/raw-items.js";

export const numbersOf = async (batch: RawSource) => (await readRows(batch)).map((row) => (row as { n: number }).n);

export const shard = (number: number): string => `shardId-${String(number).padStart(12, "0")}`;

/** Takes a lease from whoever has it, as an operator could; the next reader may have it at once. */
export async function revoke(leases: Logs, group: string, id: string): Promise<void> {
  const log = logOf(group, id);
  for (;;) {
    const head = await leases.head(log);
    const line = JSON.stringify({ ...JSON.parse(head?.line ?? "{}"), shard: id, reader: null, holder: null });
    if (await leases.append(log, head?.sequence ?? 0, [line])) return;
  }
}
