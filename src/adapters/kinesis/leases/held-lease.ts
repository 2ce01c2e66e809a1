import { type Logs, RevokedError } from "../../../core/index.js";
import { type LeaseState, readLease, writeLease } from "./lease-state.js";

/** A shard's lease in the hands of this reader. */
export interface HeldLease {
  /** Aborted with a {@link RevokedError} when it is lost or let go. */
  readonly signal: AbortSignal;
  readonly state: LeaseState;
  /** Writes when nobody else has taken it meanwhile. @throws {RevokedError} somebody has. */
  write(change: Partial<LeaseState>): Promise<void>;
  /** Lets go: another reader may have it at once. Done again, it does nothing. */
  release(): Promise<void>;
}

export interface HeldLeaseOptions {
  readonly logs: Logs;
  readonly log: string;
  /** Of the entry that took it. */
  readonly sequence: number;
  readonly state: LeaseState;
  /** Of the source, for messages. */
  readonly name: string;
  readonly leaseMilliseconds: number;
  /** What the next renewal says of `readTo`. */
  readonly readTo: () => number;
}

/** The log need not grow for ever: only its newest entry counts. */
const keptEntries = 100;

/** Renews a lease three times in its term, until it is let go or lost: taken by another, or not renewed in time. */
export function holdLease(options: HeldLeaseOptions): HeldLease {
  const { logs, log, name, leaseMilliseconds, readTo } = options;
  const { shard, holder } = options.state;
  const lost = new AbortController();
  let { sequence, state } = options;
  let renewed = performance.now();
  let last: Promise<unknown> = Promise.resolve();

  const revoked = (position?: string | null): RevokedError =>
    new RevokedError({ source: name, partition: shard, position: position ?? undefined });

  function lose(): void {
    clearInterval(timer);
    if (!lost.signal.aborted) lost.abort(revoked());
  }

  async function append(change: Partial<LeaseState>): Promise<void> {
    for (;;) {
      if (lost.signal.aborted) throw revoked(change.position);
      const begun = performance.now();
      const next = { ...state, ...change };
      if (await logs.append(log, sequence, [writeLease(next)])) {
        state = next;
        renewed = begun;
        sequence++;
        break;
      }
      const head = await logs.head(log);
      const standing = head && readLease(head.line);
      if (head === undefined || standing?.holder !== holder) {
        lose();
        throw revoked(change.position);
      }
      // A write of ours that seemed to fail stands.
      ({ sequence } = head);
      state = standing;
    }
    if (sequence % keptEntries === 0) await logs.trim(log, sequence).catch(() => undefined); // The next time, then.
  }

  /** One write after the other. */
  function write(change: Partial<LeaseState>): Promise<void> {
    const written = last.then(() => append(change));
    last = written.catch(() => undefined);
    return written;
  }

  const timer = setInterval(() => {
    // Whether or not a renewal still waits for an answer.
    if (performance.now() - renewed > leaseMilliseconds) lose();
    else write({ readTo: Math.max(state.readTo, readTo()) }).catch(() => undefined);
  }, leaseMilliseconds / 3);

  let releasing: Promise<void> | undefined;
  async function letGo(): Promise<void> {
    clearInterval(timer);
    try {
      await write({ reader: null, holder: null });
    } catch {
      // It runs out by itself.
    } finally {
      lose();
    }
  }

  return {
    signal: lost.signal,
    get state() {
      return state;
    },
    write,
    release() {
      releasing ??= letGo();
      return releasing;
    },
  };
}
