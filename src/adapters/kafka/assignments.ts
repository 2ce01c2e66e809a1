import { RevokedError } from "../../core/index.js";
import type { KafkaAssignment, KafkaJoin } from "./kafka-client.js";

/** A partition for as long as this reader has it. */
export interface HeldPartition {
  readonly partition: number;
  /** Aborted with a {@link RevokedError} once it is lost. */
  readonly signal: AbortSignal;
  /** The newest assignment that it is part of: what its commits are fenced by. */
  readonly assignment: KafkaAssignment;
}

/** What the group has assigned to this reader, over rebalances. */
export type Assignments = KafkaJoin["listener"] & {
  /** The next partition that has come to this reader. @throws the signal's reason, or why it is no member any more. */
  next(signal: AbortSignal): Promise<HeldPartition>;
  /** Resolves when a partition was lost or has come under a newer assignment than this one. */
  changed(held: HeldPartition, than: KafkaAssignment): Promise<void>;
  /** All are lost. */
  close(): void;
};

interface Holding {
  readonly lost: AbortController;
  held: HeldPartition & { assignment: KafkaAssignment };
}

/**
 * A partition that stays over a rebalance goes on without a break: nobody else had it when the group's very next generation gives it to the same
 * member. After any other generation somebody may have had it in between, so it is revoked and comes anew.
 */
export function createAssignments(source: string): Assignments {
  const holdings = new Map<number, Holding>();
  const waiting: HeldPartition[] = [];
  const wakers = new Set<() => void>();
  let failure: { readonly error: unknown } | undefined;

  function wake(): void {
    for (const waker of wakers) waker();
    wakers.clear();
  }

  function lose(partition: number, { lost }: Holding): void {
    holdings.delete(partition);
    lost.abort(new RevokedError({ source, partition: String(partition) }));
  }

  function loseAll(): void {
    for (const [partition, holding] of holdings) lose(partition, holding);
    wake();
  }

  function take(partition: number, assignment: KafkaAssignment): void {
    const lost = new AbortController();
    const held = { partition, signal: lost.signal, assignment };
    holdings.set(partition, { lost, held });
    waiting.push(held);
  }

  /** Until something changes. */
  function change(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        wakers.delete(done);
        reject(signal?.reason);
      };
      const done = (): void => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      signal?.addEventListener("abort", stop, { once: true });
      wakers.add(done);
    });
  }

  return {
    assigned(assignment) {
      const { generation, member, partitions } = assignment;
      for (const [partition, holding] of holdings) {
        const before = holding.held.assignment;
        const stays =
          partitions.includes(partition) && before.member === member && generation === before.generation + 1;
        if (stays) holding.held.assignment = assignment;
        else lose(partition, holding);
      }
      for (const partition of partitions) if (!holdings.has(partition)) take(partition, assignment);
      wake();
    },
    failed(error) {
      failure ??= { error };
      loseAll();
    },
    async next(signal) {
      for (;;) {
        signal.throwIfAborted();
        if (failure !== undefined) throw failure.error;
        const held = waiting.shift();
        if (held === undefined) await change(signal);
        else if (!held.signal.aborted) return held;
      }
    },
    async changed(held, than) {
      while (!held.signal.aborted && held.assignment === than) await change();
    },
    close: loseAll,
  };
}
