import { canonicalJson } from "../canonical-json.js";
import type { Clock } from "../clock.js";
import { InvalidArgumentError, StateError } from "../errors/index.js";
import type { Json } from "../json.js";
import { formatReference } from "../reference.js";
import type { Store } from "../store.js";
import { appendSegmentBytes } from "./append-segment.js";

export interface SegmentWriterOptions {
  readonly clock: Clock;
  /** Rows per segment. @default 10000 */
  readonly maximumRows?: number;
  /** Bytes per segment. @default 4 MiB */
  readonly maximumBytes?: number;
  /** Rows that wait for the disk at most; `write` throws beyond. @default 200000 */
  readonly maximumPendingRows?: number;
  /** Seals what is written with this subject's key. */
  readonly subject?: string;
}

/**
 * Writes rows to a log of its own. Being its only writer it knows each row's reference before the row is on disk.
 * Rows are durable once `flush` resolves: what was written since the last flush, or the last full segment, is the most that a crash can lose.
 */
export interface SegmentWriter {
  readonly log: string;
  /** Takes a row and returns its reference `<log>@<sequence>#<row>` at once. @throws {StateError} too many rows wait, or an earlier write failed. */
  write(row: Json): string;
  /** The reference the next row will get: for rows that carry their own id. */
  next(): string;
  /** Resolves once everything written so far is durable; rejects with what went wrong. */
  flush(): Promise<void>;
  close(): Promise<void>;
  /** Rows that are not durable yet. */
  readonly pending: number;
}

/**
 * Opens a log for writing by this writer alone; two processes must use two logs, e.g. `predictions/late-flights/<host>`.
 * @throws {ConflictError} from `flush`, when somebody else wrote to the log after all: nothing of this writer's since then counts.
 */
export async function createSegmentWriter(
  store: Store,
  log: string,
  options: SegmentWriterOptions,
): Promise<SegmentWriter> {
  const {
    clock,
    maximumRows = 10_000,
    maximumBytes = 4 * 1024 * 1024,
    maximumPendingRows = 200_000,
    subject,
  } = options;
  for (const [name, value] of Object.entries({ maximumRows, maximumBytes, maximumPendingRows }))
    if (!(value >= 1)) throw new InvalidArgumentError(`segment writer ${log}`, `\`${name}\` to be at least 1`, value);
  let sequence = (await store.head(log)).sequence + 1;
  let lines: string[] = [];
  let bytes = 0;
  let pending = 0;
  let failure: unknown;
  let disk: Promise<void> = Promise.resolve();

  function cut(): void {
    if (lines.length === 0) return;
    const [rows, expect, text] = [lines.length, sequence - 1, lines.join("")];
    sequence++;
    lines = [];
    bytes = 0;
    disk = disk.then(async () => {
      if (failure !== undefined) return;
      try {
        const segment = { bytes: new TextEncoder().encode(text), rows, encoding: "jsonl@1" };
        await appendSegmentBytes(store, log, segment, {
          time: clock.now(),
          expect,
          ...(subject !== undefined && { subject }),
        });
        pending -= rows;
      } catch (error) {
        failure = error;
      }
    });
  }

  return {
    log,
    get pending() {
      return pending;
    },
    next: () => formatReference({ kind: "row", log, sequence, row: lines.length }),
    write(row) {
      if (failure !== undefined)
        throw new StateError({
          place: `segment writer ${log}`,
          message: "Expected to write on, but an earlier write failed; its rows are not stored",
          cause: failure,
        });
      if (pending >= maximumPendingRows)
        throw new StateError({
          place: `segment writer ${log}`,
          message: `Expected at most ${maximumPendingRows} rows to wait for the disk: await flush()`,
        });
      const reference = formatReference({ kind: "row", log, sequence, row: lines.length });
      const line = `${canonicalJson(row)}\n`;
      lines.push(line);
      bytes += line.length;
      pending++;
      if (lines.length >= maximumRows || bytes >= maximumBytes) cut();
      return reference;
    },
    async flush() {
      cut();
      await disk;
      if (failure !== undefined) throw failure;
    },
    async close() {
      cut();
      await disk;
      if (failure !== undefined) throw failure;
    },
  };
}
