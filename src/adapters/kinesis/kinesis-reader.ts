import { randomUUID } from "node:crypto";
import { linkSignal } from "../../core/house.js";
import { type Partition, SourceError } from "../../core/index.js";
import type { RawSource } from "../../ports/index.js";
import { createBell } from "./bell.js";
import type { KinesisShard } from "./kinesis-client.js";
import { kinesisPartition } from "./kinesis-partition.js";
import { beginning, formatPosition, parsePosition } from "./kinesis-position.js";
import type { KinesisSourceOptions } from "./kinesis-source-options.js";
import { leaseTable, type SeenLease } from "./leases/lease-table.js";
import { openGroup } from "./leases/open-group.js";
import { planTakes } from "./leases/plan-takes.js";
import { patiently } from "./patiently.js";
import { readableShards } from "./readable-shards.js";
import { type ShardReader, shardReader } from "./shard-reader.js";

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
  const { created } = await patiently(() => client.describe(stream), patience);
  const startTime = options.start === "latest" ? Date.now() : null;
  const facts = await openGroup(logs, { group, name, facts: { stream, created, startTime } });
  const reader = randomUUID();
  const table = leaseTable({ logs, group, reader, name, leaseMilliseconds });
  const bell = createBell();
  const held = new Set<Partition<RawSource>>();
  /** Let go before the end, without being lost: those are for other readers. */
  const letGo = new Set<string>();

  function onLost(parent: string, child: string): void {
    if (missing === "kept") return;
    const message = `Expected the shard ${parent} to be read to its end before ${child}, which continues it, got a stream that has it no longer: its last records may have been deleted before they were read, how many cannot be said. Give \`missing: "kept"\` to go on without them, and keep records longer`;
    throw new SourceError({ place, message });
  }

  async function take(seen: SeenLease, shard: KinesisShard): Promise<Partition<RawSource> | undefined> {
    const parts: { readTo(): number } = { readTo: () => 0 };
    const lease = await table.take(seen, () => parts.readTo());
    if (lease === undefined) return undefined;

    async function checkKept(): Promise<void> {
      if (missing === "kept") return;
      const { retentionMilliseconds } = await patiently(() => client.describe(stream), patience);
      const oldest = Date.now() - retentionMilliseconds;
      const { position, readTo } = lease?.state ?? {};
      if ((readTo ?? 0) > oldest) return; // What was deleted had been read.
      const message = `Expected the records of shard ${shard.id} after ${position ?? formatPosition(beginning)}, of ${new Date(readTo ?? 0).toISOString()}, got a stream that keeps those from ${new Date(oldest).toISOString()} on: some may have been deleted before they were read, how many cannot be said, as sequence numbers have gaps. Give \`missing: "kept"\` to go on without them, and keep records longer`;
      throw new SourceError({ place, message });
    }

    const start =
      facts.startTime === null ? ({ at: "oldest" } as const) : { at: "time" as const, time: facts.startTime };
    const own: ShardReader = shardReader({ ...options, shard: shard.id, start, checkKept });
    parts.readTo = () => {
      const { position } = lease.state;
      return position === null ? 0 : own.readTo(parsePosition(place, position));
    };
    const partition = kinesisPartition({
      ...{ name, stream, shard, lease, reader: own, maximumDepth },
      onEnd: bell.ring,
      onRelease(of) {
        held.delete(partition);
        if (of === "own") letGo.add(shard.id);
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
      const wanted = [...readable.keys()].filter(({ shard }) => !letGo.has(shard));
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
