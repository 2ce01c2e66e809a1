import { type Clock, ConflictError, type Store } from "../../core/index.js";

/**
 * Which process decides: the newest event of `rollouts/<model>/lease` names it, until when. It spares the others the work; that no decision
 * is taken twice does not depend on it, since each is appended to the rollout log only where that has not moved meanwhile.
 */
export interface Lease {
  /** Takes it where it is free or has run out, renews it where it is one's own. Resolves to whether one has it. */
  hold(): Promise<boolean>;
  /** Gives it up, so that the next one need not wait. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  readonly store: Store;
  readonly model: string;
  readonly clock: Clock;
  readonly process: string;
  readonly milliseconds: number;
}

// What is renewed all the time is not worth keeping for good.
const kept = 100;

export function createLease({ store, model, clock, process, milliseconds }: LeaseOptions): Lease {
  const log = `rollouts/${model}/lease`;

  async function newest(): Promise<{ readonly sequence: number; readonly holder: string; readonly until: number }> {
    const { sequence } = await store.head(log);
    if (sequence > 0)
      for await (const { data } of store.read(log, { from: sequence, to: sequence })) {
        const { holder, until } = data as { readonly holder?: unknown; readonly until?: unknown };
        return { sequence, holder: String(holder), until: Number(until) };
      }
    return { sequence, holder: "", until: 0 };
  }

  async function write(type: string, until: number, expect: number): Promise<boolean> {
    try {
      await store.append(log, [{ type, time: clock.now(), data: { holder: process, until } }], { expect });
    } catch (error) {
      if (!ConflictError.isInstance(error)) throw error;
      return false;
    }
    if (expect > 0 && expect % kept === 0) await store.trim(log, expect - kept);
    return true;
  }

  return {
    async hold() {
      const { sequence, holder, until } = await newest();
      const left = until - clock.now();
      if (holder !== process && left > 0) return false;
      if (holder === process && left > milliseconds / 2) return true;
      return write(holder === process ? "lease-renewed" : "lease-taken", clock.now() + milliseconds, sequence);
    },
    async release() {
      const { sequence, holder, until } = await newest();
      if (holder === process && until > clock.now()) await write("lease-released", 0, sequence);
    },
  };
}
