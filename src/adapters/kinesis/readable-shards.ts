import type { KinesisShard } from "./kinesis-client.js";
import type { SeenLease } from "./leases/lease-table.js";

/** A shard that can be read. */
export interface ReadableShard {
  readonly shard: KinesisShard;
  /** Its first record arrived after this time, in milliseconds since 1970: its parents were read to there. Undefined: it has none that the group has read. */
  readonly since: number | undefined;
}

/**
 * The shards that can be read: not yet to their ends, and whose parents were committed to theirs. A parent that is not listed is gone, with all its records.
 * @param leaseOf The lease of a shard, also of one that is not listed.
 * @param onLost Told of a parent that is gone and was begun, but not read to its end.
 */
export async function readableShards(
  shards: readonly KinesisShard[],
  leaseOf: (shard: string) => Promise<SeenLease>,
  onLost: (parent: string, child: string) => void,
): Promise<ReadonlyMap<SeenLease, ReadableShard>> {
  const listed = new Map(await Promise.all(shards.map(async ({ id }) => [id, await leaseOf(id)] as const)));
  const isEnded = (lease: SeenLease | undefined): boolean => lease?.state?.ended === true;

  /** The lease of a parent that is done; undefined: it is not. */
  async function doneParent(parent: string, child: KinesisShard): Promise<SeenLease | undefined> {
    const seen = listed.get(parent);
    if (seen !== undefined) return isEnded(seen) ? seen : undefined;
    const lease = await leaseOf(parent);
    const begun = listed.get(child.id)?.state !== undefined;
    if (!begun && lease.state !== undefined && !isEnded(lease)) onLost(parent, child.id);
    return lease;
  }

  const readable = new Map<SeenLease, ReadableShard>();
  for (const shard of shards) {
    const lease = listed.get(shard.id);
    if (lease === undefined || isEnded(lease)) continue;
    const parents = await Promise.all(shard.parents.map((parent) => doneParent(parent, shard)));
    if (parents.includes(undefined)) continue;
    const times = parents.flatMap((parent) => parent?.state?.readTo ?? []);
    readable.set(lease, { shard, since: times.length > 0 ? Math.min(...times) : undefined });
  }
  return readable;
}
