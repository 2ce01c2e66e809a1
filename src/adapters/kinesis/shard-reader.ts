import { systemClock } from "../../core/house.js";
import type { KinesisClient, KinesisRecord, KinesisStart } from "./kinesis-client.js";
import { beginning, type KinesisPosition, samePosition } from "./kinesis-position.js";
import { patiently } from "./patiently.js";

export interface ShardReaderOptions {
  readonly client: KinesisClient;
  readonly stream: string;
  readonly shard: string;
  /** Where the shard begins for this group. */
  readonly start: KinesisStart;
  readonly batchRecords: number;
  readonly batchBytes: number;
  readonly pollMilliseconds: number;
  readonly patienceMilliseconds: number;
  /** Nothing more comes to it: what is behind its end is not told by the time of a call. */
  readonly closed: boolean;
  /** Called where the shard is begun, and when the record at the last position is no longer kept: those after it may be gone as well. */
  readonly checkKept: () => Promise<void>;
}

export interface ReadRecords {
  readonly records: readonly KinesisRecord[];
  readonly to: KinesisPosition;
}

/** Reads the records of a shard in order. */
export interface ShardReader {
  /** Whatever has arrived after a position, at least one record; undefined at the end of the shard. */
  readArrived(from: KinesisPosition, signal: AbortSignal): Promise<ReadRecords | undefined>;
  /** The records between two positions that are still kept. */
  readBetween(from: KinesisPosition, to: KinesisPosition, signal: AbortSignal): Promise<ReadRecords>;
  /** Whether nothing comes after a position, as far as it was read. */
  isEnd(position: KinesisPosition): boolean;
  /** Asks once whether anything comes after a position, if it was read to there. */
  lookOn(position: KinesisPosition, signal: AbortSignal): Promise<void>;
  /** When all that had arrived was before this position, in milliseconds since 1970; 0: it is not known. */
  readTo(position: KinesisPosition): number;
}

interface Cursor {
  /** After what was given. */
  position: KinesisPosition;
  /** Fetched, and not yet given. */
  ahead: readonly KinesisRecord[];
  /** Undefined: behind `ahead` is the end of the shard. */
  iterator: string | undefined;
  /** The sequence number that comes first and was read before. */
  again: string | undefined;
  checked: boolean;
  /** When all that had arrived was fetched. */
  upToDate: number;
  /** Nothing more was there at the last call. */
  drained: boolean;
}

/** A shard answers five reads a second, of all its readers. */
const betweenReads = 200;
/** More are not given at once. */
const maximumRecords = 10_000;

export function shardReader(options: ShardReaderOptions): ShardReader {
  const { client, stream, shard, start, batchRecords, batchBytes, pollMilliseconds, closed, checkKept } = options;
  const limit = Math.min(batchRecords, maximumRecords);
  let cursor: Cursor | undefined;
  let given: { readonly to: KinesisPosition; readonly arrival: number } | undefined;
  let asked = Number.NEGATIVE_INFINITY;

  const patience = (signal: AbortSignal) => ({ signal, patienceMilliseconds: options.patienceMilliseconds });

  function iteratorAfter({ sequence }: KinesisPosition, signal: AbortSignal): Promise<string> {
    // At the record, not after it: only so can it be seen whether what follows it is still there.
    const from = sequence === undefined ? start : { at: "record" as const, sequence };
    return patiently(() => client.iterator(stream, shard, from), patience(signal));
  }

  async function open(position: KinesisPosition, checked: boolean, signal: AbortSignal): Promise<Cursor> {
    if (checked && position.sequence === undefined) await checkKept();
    const iterator = await iteratorAfter(position, signal);
    return { position, ahead: [], iterator, again: position.sequence, checked, upToDate: 0, drained: false };
  }

  /** One more call. */
  async function fetch(at: Cursor, signal: AbortSignal): Promise<void> {
    const { iterator } = at;
    if (iterator === undefined) return;
    const pause = at.drained ? pollMilliseconds : Math.min(pollMilliseconds, betweenReads);
    await systemClock.sleep(Math.max(0, asked + pause - performance.now()), signal);
    let now = 0;
    const page = await patiently(() => {
      asked = performance.now();
      now = Date.now();
      return client.records(iterator, limit);
    }, patience(signal));
    if (page === undefined) {
      const end = endOf(at);
      at.iterator = await iteratorAfter(end, signal);
      at.again = end.sequence;
      return;
    }
    const { records, next, millisecondsBehind } = page;
    const drained = records.length < limit && millisecondsBehind === 0;
    const fresh = records[0] !== undefined && records[0].sequence === at.again ? records.slice(1) : records;
    if (at.again !== undefined && (records.length > 0 || drained || next === undefined)) {
      if (fresh === records && at.checked) await checkKept();
      at.again = undefined;
    }
    at.ahead = [...at.ahead, ...fresh];
    at.iterator = next;
    at.drained = drained && records.length === 0;
    if (records.length < limit && next !== undefined && !closed) at.upToDate = now - millisecondsBehind;
  }

  function take(at: Cursor, count: number): ReadRecords {
    const records = at.ahead.slice(0, count);
    const last = records.at(-1);
    if (last !== undefined) {
      at.position = after(at.position, records);
      given = { to: at.position, arrival: last.arrival };
    }
    at.ahead = at.ahead.slice(count);
    return { records, to: at.position };
  }

  return {
    async readArrived(from, signal) {
      if (cursor === undefined || !samePosition(cursor.position, from)) cursor = await open(from, true, signal);
      const at = cursor;
      while (at.ahead.length === 0) {
        if (at.iterator === undefined) return undefined;
        await fetch(at, signal);
      }
      return take(at, cutOf(at.ahead, batchRecords, batchBytes));
    },
    async readBetween(from, to, signal) {
      const at = await open(from, false, signal);
      cursor = at;
      const last = BigInt(to.sequence ?? 0);
      const count = (): number => {
        const beyond = at.ahead.findIndex(({ sequence }) => BigInt(sequence) > last);
        return beyond < 0 ? at.ahead.length : beyond;
      };
      const complete = (): boolean => BigInt(at.ahead.at(-1)?.sequence ?? -1) >= last;
      while (!complete() && at.iterator !== undefined && !at.drained) await fetch(at, signal);
      return take(at, count());
    },
    isEnd: (position) =>
      cursor !== undefined &&
      cursor.iterator === undefined &&
      cursor.ahead.length === 0 &&
      samePosition(cursor.position, position),
    async lookOn(position, signal) {
      const at = cursor;
      if (at?.ahead.length === 0 && samePosition(at.position, position)) await fetch(at, signal);
    },
    readTo(position) {
      const upToDate = cursor?.ahead.length === 0 && samePosition(cursor.position, position) ? cursor.upToDate : 0;
      return Math.max(upToDate, given !== undefined && samePosition(given.to, position) ? given.arrival : 0);
    },
  };
}

function after(position: KinesisPosition, records: readonly KinesisRecord[]): KinesisPosition {
  const sequence = records.at(-1)?.sequence ?? position.sequence;
  return sequence === undefined ? beginning : { count: position.count + records.length, sequence };
}

/** After what was fetched. */
function endOf({ position, ahead }: Cursor): KinesisPosition {
  return after(position, ahead);
}

/** How many records make a batch: at least one, however large it is. */
function cutOf(records: readonly KinesisRecord[], most: number, bytes: number): number {
  let sum = 0;
  const beyond = records.findIndex(({ data }, index) => {
    sum += data.length;
    return index >= most || (index > 0 && sum > bytes);
  });
  return beyond < 0 ? records.length : beyond;
}
