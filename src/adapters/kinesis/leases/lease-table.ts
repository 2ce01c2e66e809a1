import { randomUUID } from "node:crypto";
import { type Logs, SourceError } from "../../../core/index.js";
import { type HeldLease, holdLease } from "./held-lease.js";
import { type LeaseState, readLease, writeLease } from "./lease-state.js";

/** A lease as it was seen. */
export interface SeenLease {
  readonly shard: string;
  /** Of its newest entry; 0: it has none. */
  readonly sequence: number;
  readonly state: LeaseState | undefined;
  /** Who has it; undefined: it is free, or its holder has not renewed it for its term. */
  readonly reader: string | undefined;
}

/** The leases of a group on the shards of a stream: one log for each, whose newest entry counts. */
export interface LeaseTable {
  see(shard: string): Promise<SeenLease>;
  /**
   * Takes it when nothing has changed since it was seen.
   * @param options `since`: nothing that arrived in the shard before this time is missed, if nobody has had it yet. `readTo`: what renewals say of it.
   */
  take(
    seen: SeenLease,
    options: { readonly since: number; readonly readTo: () => number },
  ): Promise<HeldLease | undefined>;
}

export interface LeaseTableOptions {
  readonly logs: Logs;
  readonly group: string;
  readonly reader: string;
  readonly name: string;
  readonly leaseMilliseconds: number;
}

/** Clocks are not compared: a lease is over when this reader has seen no change of it for a term. */
export function leaseTable({ logs, group, reader, name, leaseMilliseconds }: LeaseTableOptions): LeaseTable {
  const seenSince = new Map<string, { readonly sequence: number; readonly since: number }>();

  function isOver(shard: string, sequence: number): boolean {
    const before = seenSince.get(shard);
    if (before?.sequence === sequence) return performance.now() - before.since >= leaseMilliseconds;
    seenSince.set(shard, { sequence, since: performance.now() });
    return false;
  }

  return {
    async see(shard) {
      const head = await logs.head(logOf(group, shard));
      if (head === undefined) return { shard, sequence: 0, state: undefined, reader: undefined };
      const { sequence } = head;
      const state = stateOf(head.line, shard, group);
      const free = state.reader === null || (state.reader !== reader && isOver(shard, sequence));
      return { shard, sequence, state, reader: free ? undefined : (state.reader ?? undefined) };
    },
    async take({ shard, sequence, state: before }, { since, readTo }) {
      const nothing = { position: null, ended: false, readTo: since };
      const state = { ...nothing, ...before, shard, reader, holder: randomUUID() };
      const log = logOf(group, shard);
      if (!(await logs.append(log, sequence, [writeLease(state)]))) return undefined;
      return holdLease({ logs, log, sequence: sequence + 1, state, name, leaseMilliseconds, readTo });
    },
  };

  function stateOf(line: string, shard: string, of: string): LeaseState {
    try {
      const state = readLease(line);
      if (state.shard === shard) return state;
    } catch {
      // Told below.
    }
    const message = `Expected the log ${logOf(of, shard)} to hold the lease of shard ${shard}, got another line: give \`leases\` a place of its own`;
    throw new SourceError({ place: `kinesis source ${name}`, message });
  }
}

/** Shards are called `shardId-000000000012`; names of logs have no capitals. */
export function logOf(group: string, shard: string): string {
  const plain = /^shardId-[0-9]+$/.test(shard);
  return `kinesis/${group}/${plain ? shard.toLowerCase() : Buffer.from(shard).toString("hex")}`;
}
