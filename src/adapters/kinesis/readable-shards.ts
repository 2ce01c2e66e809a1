import type { KinesisShard } from "./kinesis-client.js";
import type { SeenLease } from "./leases/lease-table.js";

/**
 * The shards that can be read: not yet to their ends, and whose parents were committed to theirs. A parent that is not listed is gone, with all its records.
 * @param leaseOf The lease of a shard, also of one that is not listed.
 * @param onLost Told of a parent that is gone and was begun, but not read to its end.
 */
export async function readableShards(
  shards: readonly KinesisShard[],
  leaseOf: (shard: string) => Promise<SeenLease>,
  onLost: (parent: string, child: string) => void,
): Promise<ReadonlyMap<SeenLease, KinesisShard>> {
  const listed = new Map(await Promise.all(shards.map(async ({ id }) => [id, await leaseOf(id)] as const)));
  const isEnded = (lease: SeenLease | undefined): boolean => lease?.state?.ended === true;

  async function isDone(parent: string, child: KinesisShard): Promise<boolean> {
    if (listed.has(parent)) return isEnded(listed.get(parent));
    if (listed.get(child.id)?.state !== undefined) return true; // It was begun.
    const lease = await leaseOf(parent);
    if (lease.state !== undefined && !isEnded(lease)) onLost(parent, child.id);
    return true;
  }

  const readable = new Map<SeenLease, KinesisShard>();
  for (const shard of shards) {
    const lease = listed.get(shard.id);
    if (lease === undefined || isEnded(lease)) continue;
    const done = await Promise.all(shard.parents.map((parent) => isDone(parent, shard)));
    if (done.every(Boolean)) readable.set(lease, shard);
  }
  return readable;
}
