import { linkSignal } from "../../core/house.js";
import { type Partition, RevokedError, SourceError } from "../../core/index.js";
import { oneChunkSource } from "../../ports/house.js";
import type { RawSource } from "../../ports/index.js";
import { userRecords } from "./aggregated/user-records.js";
import { frameRecords } from "./frame-records.js";
import type { KinesisRecord, KinesisShard } from "./kinesis-client.js";
import { type KinesisReading, kinesisFormat } from "./kinesis-format.js";
import { beginning, formatPosition, type KinesisPosition, parsePosition, samePosition } from "./kinesis-position.js";
import type { HeldLease } from "./leases/held-lease.js";
import type { ShardReader } from "./shard-reader.js";

export interface KinesisPartitionOptions {
  /** Of the source. */
  readonly name: string;
  readonly stream: string;
  readonly shard: KinesisShard;
  readonly lease: HeldLease;
  readonly reader: ShardReader;
  readonly maximumDepth: number;
  /** Called when the shard was committed to its end. */
  readonly onEnd: () => void;
  /** Called when the reader has let go: of its own, or of what was lost already. */
  readonly onRelease: (of: "own" | "lost") => void;
}

/** A shard while this reader has its lease. */
export function kinesisPartition(options: KinesisPartitionOptions): Partition<RawSource> {
  const { name, stream, shard, lease, reader, maximumDepth, onEnd, onRelease } = options;
  const place = `kinesis source ${name}`;
  const parse = (text: string | null | undefined): KinesisPosition =>
    text === null || text === undefined ? beginning : parsePosition(place, text);
  const reading: KinesisReading = { values: "json", maximumDepth, stream, shard: shard.id, hashKeys: shard.hashKeys };

  function batchOf(records: readonly KinesisRecord[]): RawSource {
    const rows = records.reduce((sum, record) => sum + userRecords(record, shard.hashKeys).length, 0);
    return oneChunkSource(name, kinesisFormat, { bytes: frameRecords(records), rows, reading });
  }

  async function readAgain(from: KinesisPosition, to: KinesisPosition, signal: AbortSignal) {
    const read = await reader.readBetween(from, to, signal);
    if (samePosition(read.to, to)) return read;
    const [wanted, got] = [to.count - from.count, read.records.length];
    const message = `Expected the ${wanted} records of shard ${shard.id} from ${formatPosition(from)} to ${formatPosition(to)} again, as their run was begun, got ${got}: ${wanted - got} were deleted meanwhile. Keep records for longer than a run may take to end`;
    throw new SourceError({ place, message });
  }

  /** The end counts when all before it was committed. */
  async function noteEnd(): Promise<void> {
    if (lease.state.ended || !reader.isEnd(parse(lease.state.position))) return;
    await lease.write({ ended: true });
    onEnd();
  }

  return {
    id: shard.id,
    signal: lease.signal,
    committed: async () => lease.state.position ?? undefined,
    async read({ from: position, to, signal: outer }) {
      const link = linkSignal(outer, lease.signal);
      try {
        link.signal.throwIfAborted();
        const from = parse(position);
        const read =
          to === undefined
            ? await reader.readArrived(from, link.signal)
            : await readAgain(from, parse(to), link.signal);
        link.signal.throwIfAborted();
        if (read !== undefined)
          return { batch: batchOf(read.records), from: formatPosition(from), to: formatPosition(read.to) };
        await noteEnd();
        return undefined;
      } finally {
        link.release();
      }
    },
    async commit(text) {
      const position = parse(text);
      if (lease.signal.aborted) throw new RevokedError({ source: name, partition: shard.id, position: text });
      const ended = reader.isEnd(position);
      const readTo = Math.max(lease.state.readTo, reader.readTo(position));
      await lease.write({ position: formatPosition(position), ended, readTo });
      if (ended) onEnd();
    },
    async release() {
      // Who stops right behind the last record of a closed shard has not seen its end.
      if (shard.closed && !lease.signal.aborted && !lease.state.ended)
        await reader
          .lookOn(parse(lease.state.position), AbortSignal.any([lease.signal, AbortSignal.timeout(2000)]))
          .then(noteEnd)
          .catch(() => undefined);
      const of = lease.signal.aborted ? "lost" : "own";
      await lease.release();
      onRelease(of);
    },
  };
}
