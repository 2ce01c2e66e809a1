import { canonicalJson } from "../canonical-json.js";
import type { Clock } from "../clock.js";
import { InvalidArgumentError, StateError } from "../errors/index.js";
import type { Json } from "../json.js";
import { checkOptions } from "../options/check-options.js";
import { noun, number, type OptionRule, type OptionRules, required, text } from "../options/option-rule.js";
import { formatReference } from "../reference.js";
import type { Store } from "../store.js";
import { claimLog } from "./claim-log.js";
import type { SegmentLine } from "./rows-by-subject.js";
import { createSegmentQueue } from "./segment-queue.js";

export interface SegmentWriterOptions {
  readonly clock: Clock;
  /**
   * When rows go to the disk without being asked. `sync`: at once; rows that come while the disk is busy share the next
   * segment. An interval: at the latest that long after they were written, so that a crash loses no more than the rows of
   * the last interval, and of the write going on. Full segments go at once in either case.
   * @default { intervalMilliseconds: 1000 }
   */
  readonly durability?: "sync" | { readonly intervalMilliseconds: number };
  /** Rows per segment; Infinity leaves it to the bytes. @default 10000 */
  readonly maximumRows?: number;
  /** Bytes per segment. @default 4 MiB */
  readonly maximumBytes?: number;
  /** Rows that wait for the disk at most; `write` throws beyond. @default 200000 */
  readonly maximumPendingRows?: number;
  /** Bytes that wait for the disk at most; `write` throws beyond. @default 64 MiB */
  readonly maximumPendingBytes?: number;
  /** Seals what is written with this subject's key, save rows that are written with a subject of their own. */
  readonly subject?: string;
}

export interface WriteRowOptions {
  /**
   * Whose row it is: it is sealed with that subject's key, and `erase(subject)` makes it unreadable and leaves the other rows of its
   * segment. The row of a subject who was erased before is not kept; its reference stands, and reads as erased.
   * @default the writer's own `subject`
   */
  readonly subject?: string | undefined;
}

/**
 * Writes rows to a log of its own. Being its only writer it knows each row's reference before the row is on disk.
 * What is durable is only known from `flush`: whatever was written before it was called is, once it resolves.
 */
export interface SegmentWriter {
  /** This writer's own log, `<log>/<number>`. */
  readonly log: string;
  /**
   * Takes a row, anything that canonical JSON can write, and returns its reference `<log>@<sequence>#<row>` at once.
   * @throws {InvalidArgumentError} the row holds what JSON cannot carry, or the subject is empty.
   * @throws {StateError} too many rows or bytes wait for the disk: await `flush` or leave rows out; or the writer is closed.
   */
  write(row: Json | object, options?: WriteRowOptions): string;
  /** The reference the next row will get: for rows that carry their own id. */
  next(): string;
  /**
   * Resolves once everything written so far is durable.
   * @throws {StorageError} the disk refuses, e.g. because it is full. The rows still wait: a later flush tries again.
   */
  flush(): Promise<void>;
  /** Flushes and takes no more rows. */
  close(): Promise<void>;
  /** Rows that are not known to be durable. */
  readonly pending: number;
}

// Without an end one bound leaves it to the others: rows to bytes, both to the interval.
const bound = number({ minimum: 1, infinite: true });
const pause = number({ minimum: 1, below: 2 ** 31 });

const durability: OptionRule = {
  expected: `"sync", or an object of just \`intervalMilliseconds\`, ${pause.expected}`,
  holds: (value) =>
    value === "sync" ||
    (noun.holds(value) &&
      Object.keys(value as object).every((name) => name === "intervalMilliseconds") &&
      pause.holds((value as { readonly intervalMilliseconds?: unknown }).intervalMilliseconds)),
};

/** Also of logs that hand these options on to a writer. */
export const segmentRules = { durability, maximumRows: bound, maximumBytes: bound };

const rules: OptionRules<SegmentWriterOptions> = {
  ...segmentRules,
  clock: required(noun),
  maximumPendingRows: bound,
  maximumPendingBytes: bound,
  subject: text,
};

/**
 * Opens a new log below `log` for this writer alone, `<log>/000001`, `<log>/000002` and so on. Its number is claimed by
 * compare-and-swap on its first event, so any number of processes may open writers of one log at once, and a
 * writer of a process that was killed is in nobody's way. `readSegmentsBelow(store, log)` reads what all of them wrote.
 * @throws {InvalidArgumentError} a bound is less than 1, or the log's name is not one.
 */
export async function createSegmentWriter(
  store: Store,
  log: string,
  options: SegmentWriterOptions,
): Promise<SegmentWriter> {
  checkOptions(`segment writer ${log}`, options, rules);
  const {
    clock,
    durability = { intervalMilliseconds: 1000 },
    maximumRows = 10_000,
    maximumBytes = 4 * 1024 * 1024,
    maximumPendingRows = 200_000,
    maximumPendingBytes = 64 * 1024 * 1024,
    subject,
  } = options;
  const interval = durability === "sync" ? undefined : durability.intervalMilliseconds;

  const own = await claimLog(store, log, clock.now());
  const queue = createSegmentQueue(store, own, { clock, ...(subject !== undefined && { subject }) });
  const closing = new AbortController();
  let sequence = (await store.head(own)).sequence + 1;
  let lines: SegmentLine[] = [];
  let bytes = 0;
  let closed = false;
  let going = false;

  function cut(): void {
    if (lines.length === 0) return;
    queue.add({ sequence, lines, bytes });
    sequence++;
    lines = [];
    bytes = 0;
  }

  /** Writes in the background for as long as rows wait. Failures are told by `flush`. */
  async function keepUp(): Promise<void> {
    if (going) return;
    going = true;
    try {
      while (lines.length > 0 || queue.rows > 0) {
        // At least to the end of the current synchronous work, so that rows written together stand together.
        if (interval === undefined) await Promise.resolve();
        else await clock.sleep(interval, closing.signal);
        cut();
        await queue.drain().catch((error: unknown) => {
          if (interval === undefined || queue.broken) throw error;
        });
      }
    } catch {
      // Closed, or the disk refuses: the next write or flush tries again.
    } finally {
      going = false;
    }
  }

  const next = (): string => formatReference({ kind: "row", log: own, sequence, row: lines.length });
  const refuse = (message: string): never => {
    const cause = queue.failure;
    const details = { place: `segment writer ${own}`, message };
    throw new StateError(cause === undefined ? details : { ...details, cause });
  };

  async function flush(): Promise<void> {
    cut();
    await queue.drain();
  }

  return {
    log: own,
    get pending() {
      return queue.rows + lines.length;
    },
    next,
    write(row, options = {}) {
      if (closed) refuse("Expected an open writer, it was closed");
      if (queue.broken)
        refuse(
          "Expected to write on, but what waits can never be written: somebody else wrote to this log, its subject was erased, or the store has no keys to seal with",
        );
      if (queue.rows + lines.length >= maximumPendingRows || queue.bytes + bytes >= maximumPendingBytes)
        refuse(
          `Expected at most ${maximumPendingRows} rows and ${maximumPendingBytes} bytes to wait for the disk: await flush()`,
        );
      if (options.subject !== undefined && (typeof options.subject !== "string" || options.subject === ""))
        throw new InvalidArgumentError(`segment writer ${own}`, "`subject` to be non-empty text", options.subject);
      const reference = next();
      const text = `${canonicalJson(row)}\n`;
      lines.push({ text, subject: options.subject });
      bytes += Buffer.byteLength(text);
      if (lines.length >= maximumRows || bytes >= maximumBytes) {
        cut();
        queue.drain().catch(() => undefined);
      }
      void keepUp();
      return reference;
    },
    flush,
    async close() {
      closed = true;
      await flush();
      closing.abort();
    },
  };
}
