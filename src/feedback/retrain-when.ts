import { type Clock, ConflictError, InvalidArgumentError, type Store, systemClock } from "../core/index.js";

export interface RetrainOptions {
  readonly store: Store;
  /** Decisions stand in log `retrain/<name>`. */
  readonly name: string;
  /** Due this many days after the last time. @default never by schedule */
  readonly everyDays?: number;
  /** Due when an alarm fires, if alarms are given to `claim`. @default true */
  readonly onAlarm?: boolean;
  /** @default The system's clock */
  readonly clock?: Clock;
}

export interface RetrainDecision {
  /** True for the one process that is to retrain now. */
  readonly claimed: boolean;
  readonly reason: string;
}

interface Claim {
  readonly reason: string;
  readonly alarms: readonly string[];
  readonly key?: string;
}

const day = 24 * 60 * 60_000;

/** Decides when to train again: by schedule or alarm, once across all processes that ask. */
export function retrainWhen(options: RetrainOptions): {
  /**
   * @param alarms The alarms that fire now; one that was there at the last claim asks for nothing new.
   * @param options.key Names this occasion, e.g. `2001-03`: whoever claimed it and was cut off claims it again.
   */
  claim(alarms?: readonly { readonly rule: string }[], options?: { readonly key?: string }): Promise<RetrainDecision>;
} {
  const { store, name, everyDays, onAlarm = true, clock = systemClock } = options;
  if (everyDays !== undefined && !(everyDays > 0))
    throw new InvalidArgumentError(`retrain ${name}`, "`everyDays` above 0", everyDays);
  const log = `retrain/${name}`;
  return {
    async claim(alarms = [], { key } = {}) {
      const head = await store.head(log);
      let last: { readonly time: number; readonly claim: Claim } | undefined;
      if (head.sequence > 0)
        for await (const { time, data } of store.read(log, { from: head.sequence }))
          last = { time, claim: data as unknown as Claim };
      if (last !== undefined && key !== undefined && last.claim.key === key)
        return { claimed: true, reason: last.claim.reason };
      const firing = onAlarm ? alarms.map(({ rule }) => rule).sort() : [];
      const fresh = firing.filter((rule) => last === undefined || !last.claim.alarms.includes(rule));
      const due = everyDays !== undefined && (last === undefined || clock.now() - last.time >= everyDays * day);
      if (!due && fresh.length === 0) return { claimed: false, reason: "nothing is due" };
      const reason = fresh.length > 0 ? `alarm: ${fresh.join(", ")}` : `every ${everyDays} days`;
      try {
        await store.append(
          log,
          [
            {
              type: "retrain-claimed",
              time: clock.now(),
              data: { reason, alarms: firing, ...(key !== undefined && { key }) },
            },
          ],
          {
            expect: head.sequence,
          },
        );
        return { claimed: true, reason };
      } catch (error) {
        if (!ConflictError.isInstance(error)) throw error;
        return { claimed: false, reason: "another process claimed it" };
      }
    },
  };
}
