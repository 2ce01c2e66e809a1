import { ConflictError, DamagedError, InvalidArgumentError, StateError } from "../errors/index.js";
import { decodeEvent, encodeEvents } from "../event-hash.js";
import type { LogEntry, Logs } from "../ports/logs.js";
import { isLogName } from "../reference.js";
import type { Digest, Head, NewEvent, Store, StoredEvent } from "../store.js";
import { createTurns } from "./turns.js";

const empty: Head = { sequence: 0, hash: null };
/** How often logs may refuse an append without having moved on. A replica that lags may do so once or twice. */
const patience = 5;

/** Event logs over plain lines: names are checked, events encoded, hashed and chained, and what is read is checked against its hashes. */
export function chainedLogs(logs: Logs): Pick<Store, "append" | "read" | "head" | "logs" | "trim"> {
  // Writers of this process come one after the other; those of others are kept apart by compare-and-swap.
  const turns = createTurns();

  async function head(log: string): Promise<Head> {
    const entry = await logs.head(log);
    if (entry === undefined) return empty;
    const { sequence, hash } = decodeEntry(log, entry);
    return { sequence, hash };
  }

  async function append(log: string, events: readonly NewEvent[], expect: number | undefined): Promise<Head> {
    let refused = 0;
    for (let last = -1; ; ) {
      const before = await head(log);
      if (expect !== undefined && before.sequence !== expect)
        throw new ConflictError({ log, expected: expect, actual: before.sequence });
      if (events.length === 0) return before;
      const { lines, head: after } = encodeEvents(log, before, events);
      if (await logs.append(log, before.sequence, lines)) return after;
      refused = before.sequence === last ? refused + 1 : 1;
      last = before.sequence;
      if (refused === patience)
        throw new StateError({
          place: `log ${log}`,
          message: `Expected its logs to append after event ${last}, which they call the newest; they refused ${refused} times`,
        });
    }
  }

  /** Whether all before this entry was trimmed: entries may only be gone from the beginning. */
  async function isFirstKept(log: string, sequence: number): Promise<boolean> {
    for await (const entry of logs.read(log, { from: 1, to: sequence })) return entry.sequence === sequence;
    return false;
  }

  async function* read(
    log: string,
    range: { readonly from?: number; readonly to?: number },
  ): AsyncGenerator<StoredEvent> {
    checkLogName(log);
    const from = Math.max(1, Math.ceil(range.from ?? 1));
    const to = Math.min(Number.MAX_SAFE_INTEGER, Math.floor(range.to ?? Number.MAX_SAFE_INTEGER));
    if (from > to) return;
    let next = from;
    let previous: Digest | null | undefined = from === 1 ? null : undefined;
    for await (const entry of logs.read(log, { from, to })) {
      if (entry.sequence !== next) {
        if (entry.sequence < next || !(await isFirstKept(log, entry.sequence)))
          throw damaged(log, next, `Expected event ${next}, got event ${entry.sequence}: those between are gone`);
        previous = undefined;
      }
      const event = decodeEntry(log, entry);
      if (previous !== undefined && event.previous !== previous)
        throw damaged(
          log,
          event.sequence,
          `Expected event ${event.sequence} to follow ${previous ?? "nothing"}, got one that follows ${event.previous ?? "nothing"}`,
        );
      yield event;
      next = event.sequence + 1;
      previous = event.hash;
    }
  }

  return {
    async append(log, events, { expect } = {}) {
      checkLogName(log);
      return turns.take(log, () => append(log, events, expect));
    },
    read: (log, range = {}) => read(log, range),
    async head(log) {
      checkLogName(log);
      return head(log);
    },
    async logs(prefix = "") {
      // No log's name begins so, and what is no name may mean something to the system below.
      if (!/^[a-z0-9./-]*$/.test(prefix)) return [];
      return [...(await logs.list(prefix))].sort();
    },
    async trim(log, before) {
      checkLogName(log);
      await turns.take(log, async () => {
        // The newest event stays: the chain goes on from it.
        const sequence = Math.min(Math.ceil(before), (await logs.head(log))?.sequence ?? 0);
        if (sequence > 1) await logs.trim(log, sequence);
      });
    },
  };
}

function damaged(log: string, sequence: number, message: string): DamagedError {
  return new DamagedError(`${log}@${sequence}`, { place: `log ${log}`, message });
}

function decodeEntry(log: string, { sequence, line }: LogEntry): StoredEvent {
  const event = decodeEvent(log, line);
  if (event === undefined)
    throw damaged(log, sequence, `Expected event ${sequence} to fit its hash, it was edited or cut`);
  if (event.sequence !== sequence)
    throw damaged(log, sequence, `Expected event ${sequence}, got event ${event.sequence} in its place`);
  return event;
}

/** @throws {InvalidArgumentError} the name could leave its directory or is not of the form that logs have. */
function checkLogName(log: string): void {
  if (!isLogName(log))
    throw new InvalidArgumentError("store", "a log name of lower-case words joined by `-`, `.` or `/`", log);
}
