import { randomUUID } from "node:crypto";
import { linkSignal } from "../../core/house.js";
import type { Partition } from "../../core/index.js";
import type { RawSource } from "../../ports/index.js";
import { createBell } from "./bell.js";
import type { KinesisStart } from "./kinesis-client.js";
import { kinesisPartition } from "./kinesis-partition.js";
import { beginning, formatPosition, parsePosition } from "./kinesis-position.js";
import type { KinesisSourceOptions } from "./kinesis-source-options.js";
import type { LeaseState } from "./leases/lease-state.js";
import { leaseTable, type SeenLease } from "./leases/lease-table.js";
import { openGroup } from "./leases/open-group.js";
import { planTakes } from "./leases/plan-takes.js";
import { lostParent, lostRecords } from "./lost-records.js";
import { patiently } from "./patiently.js";
import { type ReadableShard, readableShards } from "./readable-shards.js";
import { shardReader } from "./shard-reader.js";

/** One reader of a group: takes shards, gives them, and lets them go when it is left. */
export async function* kinesisReader(
  options: Required<KinesisSourceOptions>,
  outer: AbortSignal,
): AsyncGenerator<Partition<RawSource>, void, undefined> {
  const { client, stream, group, leases: logs, name, leaseMilliseconds, missing, maximumDepth } = options;
  outer.throwIfAborted();
  const link = linkSignal(outer);
  const { signal } = link;
  const place = `kinesis source ${name}`;
  const patience = { signal, patienceMilliseconds: options.patienceMilliseconds };
  const { created, retentionMilliseconds } = await patiently(() => client.describe(stream), patience);
  const firstFacts = { stream, created, begun: Date.now(), start: options.start };
  const facts = await openGroup(logs, { group, name, facts: firstFacts });
  const start: KinesisStart = facts.start === "latest" ? { at: "time", time: facts.begun } : { at: "oldest" };
  const reader = randomUUID();
  const table = leaseTable({ logs, group, reader, name, leaseMilliseconds });
  const bell = createBell();
  const held = new Set<Partition<RawSource>>();
  /** When shards were let go before their ends without being lost: for a term those are for other readers. */
  const letGo = new Map<string, number>();
  const isWanted = ({ shard }: SeenLease): boolean =>
    performance.now() - (letGo.get(shard) ?? Number.NEGATIVE_INFINITY) >= leaseMilliseconds;

  function onLost(parent: string, child: string): void {
    if (missing === "fail") throw lostParent(place, parent, child);
  }

  /** Whether all that came after this time is still kept. */
  async function checkKept(shard: string, { position, readTo }: LeaseState): Promise<void> {
    if (missing === "kept" || readTo > Date.now() - retentionMilliseconds) return;
    const now = await patiently(() => client.describe(stream), patience); // It may be another by now.
    const oldest = Date.now() - now.retentionMilliseconds;
    if (readTo <= oldest) throw lostRecords(place, { shard, position, readTo, oldest });
  }

  async function take(seen: SeenLease, { shard, since = facts.begun }: ReadableShard) {
    const reading: { readTo: () => number } = { readTo: () => 0 };
    const lease = await table.take(seen, { since, readTo: () => reading.readTo() });
    if (lease === undefined) return undefined;
    const { id, closed } = shard;
    const own = shardReader({ ...options, shard: id, closed, start, checkKept: () => checkKept(id, lease.state) });
    reading.readTo = () => own.readTo(parsePosition(place, lease.state.position ?? formatPosition(beginning)));
    const partition = kinesisPartition({
      ...{ name, stream, shard, lease, reader: own, maximumDepth },
      onEnd: bell.ring,
      onRelease(of) {
        held.delete(partition);
        if (of === "own") letGo.set(shard.id, performance.now());
        bell.ring();
      },
    });
    held.add(partition);
    return partition;
  }

  try {
    for (;;) {
      signal.throwIfAborted();
      const rung = bell.next(leaseMilliseconds / 3, signal);
      rung.catch(() => undefined);
      const shards = await patiently(() => client.shards(stream), patience);
      const readable = await readableShards(shards, table.see, onLost);
      const wanted = [...readable.keys()].filter(isWanted);
      for (const seen of planTakes(wanted, reader)) {
        const shard = readable.get(seen);
        const partition = shard && (await take(seen, shard));
        if (partition !== undefined) yield partition;
        signal.throwIfAborted();
      }
      await rung;
    }
  } finally {
    link.abort(new Error("Nobody asks for the next shard"));
    link.release();
    await Promise.all([...held].map((partition) => partition.release()));
  }
}
