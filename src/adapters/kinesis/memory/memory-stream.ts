import { InvalidArgumentError } from "../../../core/index.js";
import { hashKeyOf } from "../aggregated/user-records.js";
import type { KinesisRecord, KinesisShard, KinesisStart } from "../kinesis-client.js";
import type { MemoryKinesisRecord } from "./memory-record.js";

interface MemoryShard {
  readonly id: string;
  readonly parents: readonly string[];
  readonly first: bigint;
  readonly last: bigint;
  closed: boolean;
  /** How many were deleted: an index counts them. */
  deleted: number;
  records: KinesisRecord[];
}

/** The shards of a stream and their records. */
export interface MemoryStream {
  shards(): readonly KinesisShard[];
  indexOf(shard: string, start: KinesisStart): number;
  read(
    shard: string,
    index: number,
    limit: number,
  ): { readonly records: readonly KinesisRecord[]; readonly next: number | undefined; readonly behind: number };
  append(record: MemoryKinesisRecord): void;
  split(shard: string): void;
  merge(shard: string, other: string): void;
  deleteOldest(shard: string, count: number | undefined): void;
}

const hashKeys = 2n ** 128n;

export function memoryStream(count: number): MemoryStream {
  if (!Number.isSafeInteger(count) || count < 1)
    throw new InvalidArgumentError("memory kinesis", "`streams` to be counts of shards, at least 1", count);
  const shards: MemoryShard[] = [];
  let made = 0;
  let sent = 0n;
  const total = BigInt(count);
  for (let number = 0n; number < total; number++)
    open([], (hashKeys * number) / total, (hashKeys * (number + 1n)) / total - 1n);

  function open(parents: readonly MemoryShard[], first: bigint, last: bigint): void {
    for (const parent of parents) parent.closed = true;
    const id = `shardId-${String(made++).padStart(12, "0")}`;
    shards.push({
      id,
      parents: parents.map((parent) => parent.id),
      first,
      last,
      closed: false,
      deleted: 0,
      records: [],
    });
  }

  function find(id: string): MemoryShard {
    const shard = shards.find((one) => one.id === id);
    if (shard !== undefined) return shard;
    throw new InvalidArgumentError("memory kinesis", `a shard (${shards.map((one) => one.id).join(", ")})`, id);
  }

  function findOpen(id: string): MemoryShard {
    const shard = find(id);
    if (shard.closed) throw new InvalidArgumentError("memory kinesis", "an open shard", id);
    return shard;
  }

  return {
    shards: () =>
      shards.map(({ id, parents, closed, first, last }) => ({
        id,
        parents,
        closed,
        hashKeys: [`${first}`, `${last}`],
      })),
    indexOf(id, start) {
      const { records, deleted } = find(id);
      if (start.at === "oldest") return deleted;
      const found = records.findIndex(({ arrival, sequence }) =>
        start.at === "time" ? arrival >= start.time : BigInt(sequence) >= BigInt(start.sequence),
      );
      return deleted + (found < 0 ? records.length : found);
    },
    read(id, index, limit) {
      const { records, deleted, closed } = find(id);
      const from = Math.max(index, deleted);
      const given = records.slice(from - deleted, from - deleted + limit);
      const next = from + given.length;
      const behind = next < deleted + records.length ? Date.now() - (records[next - deleted]?.arrival ?? 0) + 1 : 0;
      // The end is told by a call of its own, as Kinesis may do it.
      return { records: given, next: closed && given.length === 0 ? undefined : next, behind };
    },
    append({ key = "", value, shard }) {
      const hashKey = hashKeyOf(key);
      const target =
        shard === undefined
          ? shards.find(({ closed, first, last }) => !closed && hashKey >= first && hashKey <= last)
          : findOpen(shard);
      const sequence = String(49_600_000_000_000_000_000n + 7n * sent++);
      target?.records.push({ sequence, arrival: Date.now(), partitionKey: key, data: bytesOf(value) });
    },
    split(id) {
      const parent = findOpen(id);
      const middle = (parent.first + parent.last) / 2n;
      open([parent], parent.first, middle);
      open([parent], middle + 1n, parent.last);
    },
    merge(id, otherId) {
      const [low, high] = [findOpen(id), findOpen(otherId)].sort((one, other) => (one.first < other.first ? -1 : 1));
      if (low === undefined || high === undefined || low.last + 1n !== high.first)
        throw new InvalidArgumentError("memory kinesis", "two neighbours to merge", [id, otherId]);
      open([low, high], low.first, high.last);
    },
    deleteOldest(id, number) {
      const shard = find(id);
      const taken = Math.min(number ?? shard.records.length, shard.records.length);
      shard.records = shard.records.slice(taken);
      shard.deleted += taken;
      if (number === undefined && shard.closed) shards.splice(shards.indexOf(shard), 1);
    },
  };
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
}
