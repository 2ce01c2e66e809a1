import { linkSignal, orAborted } from "../../core/house.js";
import { InvalidArgumentError, type Partition, RevokedError, SourceError } from "../../core/index.js";
import { oneChunkSource } from "../../ports/house.js";
import type { RawSource } from "../../ports/index.js";
import type { Assignments, HeldPartition } from "./assignments.js";
import { frameRecords } from "./frame-records.js";
import type { KafkaMember, KafkaRecord } from "./kafka-client.js";
import { kafkaFormat } from "./kafka-format.js";
import type { ValueReading } from "./values/value-reading.js";

export interface PartitionOptions {
  readonly member: KafkaMember;
  readonly assignments: Assignments;
  readonly topic: string;
  /** Of the source. */
  readonly name: string;
  readonly start: "earliest" | "latest";
  readonly batchRecords: number;
  readonly batchBytes: number;
  /** How the values of some records are read. */
  readonly readingOf: (records: readonly KafkaRecord[]) => Promise<ValueReading>;
}

/** How long one question to a broker waits for records. */
const waitMilliseconds = 500;

/** A partition of a topic while this reader has it. A position is the offset of the next record. */
export function kafkaPartition(held: HeldPartition, options: PartitionOptions): Partition<RawSource> {
  const { member, assignments, topic, name, start, batchRecords, batchBytes, readingOf } = options;
  const { partition, signal } = held;
  const place = `kafka source ${name}`;
  /** What was fetched and not yet given, and where it ends. */
  let ahead: { readonly records: readonly KafkaRecord[]; readonly from: bigint; readonly next: bigint } | undefined;

  async function beginning(): Promise<bigint> {
    const bounds = await member.bounds(partition);
    return start === "earliest" ? bounds.beginning : bounds.end;
  }

  /** @throws {SourceError} records after the offset are no longer kept, or the topic has never come so far. */
  async function checkKept(offset: bigint): Promise<void> {
    const { beginning: oldest, end } = await member.bounds(partition);
    if (offset >= oldest && offset <= end) return;
    const message =
      offset < oldest
        ? `Expected the records of partition ${partition} from offset ${offset} on, got a topic that keeps those from ${oldest} on: ${oldest - offset} were deleted before they were read. Set the group's offset to ${oldest} to go on without them, and keep records longer`
        : `Expected partition ${partition} to have come to offset ${offset}, got ${end}: the topic is another one than the group has read. Use another group, or reset the group's offsets`;
    throw new SourceError({ place, message });
  }

  async function fetch(offset: bigint, stop: AbortSignal) {
    for (;;) {
      const asked = member.fetch(partition, { offset, maximumBytes: batchBytes, waitMilliseconds });
      const fetched = await orAborted(asked, stop);
      if (fetched !== undefined) return { ...fetched, from: offset };
      await orAborted(checkKept(offset), stop);
    }
  }

  /** Whatever has arrived, at least one record. */
  async function readArrived(from: bigint, stop: AbortSignal) {
    let fetched = ahead !== undefined && ahead.from === from ? ahead : await fetch(from, stop);
    while (fetched.records.length === 0) fetched = await fetch(fetched.next, stop);
    const records = fetched.records.slice(0, batchRecords);
    const rest = fetched.records.slice(batchRecords);
    // A batch ends behind its last record, and where all were taken also behind what is none: both are good places to go on.
    const to = rest.length === 0 ? fetched.next : offsetAfter(records, fetched.next);
    ahead = rest.length === 0 ? undefined : { records: rest, from: to, next: fetched.next };
    return { records, to };
  }

  /** Exactly the records between two offsets, again. */
  async function readBetween(from: bigint, to: bigint, stop: AbortSignal) {
    const records: KafkaRecord[] = [];
    ahead = undefined;
    for (let at = from; at < to; ) {
      const fetched = await fetch(at, stop);
      for (const record of fetched.records) if (record.offset < to) records.push(record);
      if (fetched.next === at) await orAborted(checkKept(to), stop); // They were there before.
      at = fetched.next;
    }
    return { records, to };
  }

  return {
    id: String(partition),
    signal,
    async committed() {
      return (await member.committed(partition))?.toString();
    },
    async read({ from: position, to, signal: outer }) {
      const link = linkSignal(outer, signal);
      try {
        link.signal.throwIfAborted();
        const from = position === undefined ? await beginning() : parseOffset(place, position);
        const read =
          to === undefined
            ? await readArrived(from, link.signal)
            : await readBetween(from, parseOffset(place, to), link.signal);
        const reading = { ...(await orAborted(readingOf(read.records), link.signal)), topic, partition };
        link.signal.throwIfAborted();
        const chunk = { bytes: frameRecords(read.records), rows: read.records.length, reading };
        return { batch: oneChunkSource(name, kafkaFormat, chunk), from: String(from), to: String(read.to) };
      } finally {
        link.release();
      }
    },
    async commit(position) {
      const offset = parseOffset(place, position);
      for (;;) {
        if (signal.aborted) throw new RevokedError({ source: name, partition: String(partition), position });
        const { assignment } = held;
        if (await member.commit(partition, offset, assignment)) return;
        await assignments.changed(held, assignment); // A rebalance: it stays ours, or it is lost.
      }
    },
    release: () => member.release(partition),
  };
}

function offsetAfter(records: readonly KafkaRecord[], otherwise: bigint): bigint {
  const last = records.at(-1);
  return last === undefined ? otherwise : last.offset + 1n;
}

function parseOffset(place: string, position: string): bigint {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(position)) throw new InvalidArgumentError(place, "an offset", position);
  return BigInt(position);
}
