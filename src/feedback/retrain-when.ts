import {
  checkOptions,
  type FoldResult,
  foldLog,
  formatReference,
  type OptionRules,
  option,
  parseReference,
  systemClock,
} from "../core/house.js";
import { type Clock, ConflictError, InvalidArgumentError, StateError, type Store } from "../core/index.js";
import { judgeClaim, type RetrainAlarm, toldBefore } from "./retrain-decision.js";
import { type RetrainEvent, type RetrainState, retrainFold } from "./retrain-log.js";

export interface RetrainOptions {
  readonly store: Store;
  /** The model's name; claims stand in log `retrain/<name>`. */
  readonly name: string;
  /** Due this many days after the last completed training, and at once when there is none. @default never by schedule */
  readonly everyDays?: number;
  /** Due when an alarm fires, if alarms are given to `claim`. @default true */
  readonly onAlarm?: boolean;
  /** An alarm that fires on after a training, or does not say since when it fires, asks again this many days after it. @default 7 */
  readonly cooldownDays?: number;
  /** How long a claim holds without `complete` or `renew`; then the training counts as crashed and is offered again. @default 360 */
  readonly leaseMinutes?: number;
  /** @default The system's clock */
  readonly clock?: Clock;
}

export type RetrainDecision =
  /** This process is to train now, and to say when it is done. */
  | {
      readonly claimed: true;
      readonly reason: string;
      /** Names the claim: `retrain/<name>@<sequence>`. */
      readonly claim: string;
      /** When it expires, unless it is completed or renewed. */
      readonly until: number;
    }
  | { readonly claimed: false; readonly reason: string };

/** Decides when to train again: one training at a time across all processes that ask. */
export interface Retrain {
  /**
   * @param alarms The alarms there are now.
   * @param options.runId Names the run that would train: the decision is recorded under it, and the same run asking again, after it was
   * cut off, gets the same one, unless its claim expired and another took it over. Processes that race give ids of their own, or none.
   */
  claim(alarms?: readonly RetrainAlarm[], options?: { readonly runId?: string }): Promise<RetrainDecision>;
  /** The training is done, whatever became of its model. Saying so twice changes nothing. @throws {StateError} the claim expired and another took it over. */
  complete(claim: string): Promise<void>;
  /** The training failed: it is offered again at once. @throws {StateError} the claim expired and another took it over. */
  fail(claim: string, options: { readonly reason: string }): Promise<void>;
  /** The training goes on: the claim holds for another lease from now. @throws {StateError} the claim expired and another took it over, or it was completed. */
  renew(claim: string): Promise<{ readonly until: number }>;
}

const minute = 60_000;

const optionRules: OptionRules<RetrainOptions> = {
  store: option.required(option.noun),
  name: option.required(option.text),
  everyDays: option.number({ above: 0 }),
  onAlarm: option.flag,
  cooldownDays: option.number({ above: 0 }),
  leaseMinutes: option.number({ above: 0 }),
  clock: option.noun,
};

/**
 * Decides when to train again: by schedule or alarm. A claim has a lease: a training that crashed is offered again.
 * @throws {InvalidArgumentError} a number of days or minutes is not above 0, or neither schedule nor alarm can ever ask.
 */
export function retrainWhen(options: RetrainOptions): Retrain {
  checkOptions("retrain", options, optionRules);
  const { store, name, everyDays, onAlarm = true, cooldownDays = 7, leaseMinutes = 360, clock = systemClock } = options;
  const place = `retrain ${name}`;
  if (everyDays === undefined && !onAlarm)
    throw new InvalidArgumentError(place, "`everyDays`, or `onAlarm`", undefined, "neither");
  const rules = { everyDays, onAlarm, cooldownDays };
  const log = `retrain/${name}`;
  let folded: FoldResult<RetrainState> | undefined;

  async function read(): Promise<FoldResult<RetrainState>> {
    folded = await foldLog(store, log, retrainFold, folded === undefined ? {} : { since: folded });
    return folded;
  }

  /** The event's sequence; undefined when another process wrote first. */
  async function append({ type, data }: RetrainEvent, expect: number): Promise<number | undefined> {
    try {
      return (await store.append(log, [{ type, time: clock.now(), data: { ...data } }], { expect })).sequence;
    } catch (error) {
      if (!ConflictError.isInstance(error)) throw error;
      return undefined;
    }
  }

  const lease = (): number => clock.now() + leaseMinutes * minute;

  const nameOf = (claim: number): string => formatReference({ kind: "event", log, sequence: claim });

  function numberOf(claim: string): number {
    const reference = parseReference(claim);
    if (reference.kind === "event" && reference.log === log) return reference.sequence;
    throw new InvalidArgumentError(place, `a claim like ${log}@7`, claim);
  }

  /** Says something of a claim that is open. */
  async function say(claim: string, eventOf: (number: number) => RetrainEvent): Promise<void> {
    const number = numberOf(claim);
    for (;;) {
      const { state, head } = await read();
      if (state.open?.claim !== number)
        throw new StateError({
          place,
          message: `Expected ${claim} to be open, ${state.open === null ? "a training was completed since" : `it expired and ${nameOf(state.open.claim)} took it over`}`,
        });
      if ((await append(eventOf(number), head.sequence)) !== undefined) return;
    }
  }

  async function renew(claim: string): Promise<{ readonly until: number }> {
    const until = lease();
    await say(claim, (number) => ({ type: "retrain-renewed", data: { claim: number, until } }));
    return { until };
  }

  return {
    async claim(alarms = [], { runId } = {}) {
      const named = runId === undefined ? {} : { runId };
      for (;;) {
        const { state, head } = await read();
        const told = toldBefore(state, runId);
        if (told !== undefined && told.claim === undefined) return { claimed: false, reason: told.reason };
        if (told !== undefined) {
          const claim = nameOf(told.claim);
          // It goes on with a training of its own that was cut off for longer than the lease.
          const lapsed = state.open?.claim === told.claim && told.until <= clock.now();
          return { claimed: true, ...told, claim, ...(lapsed && (await renew(claim))) };
        }
        const { reason, attempt } = judgeClaim(state, { ...rules, alarms, now: clock.now() });
        if (attempt === undefined) {
          if (runId === undefined) return { claimed: false, reason };
          // The next round tells what was recorded, or decides anew when another process wrote first.
          await append({ type: "retrain-declined", data: { reason, runId } }, head.sequence);
          continue;
        }
        const until = lease();
        const claim = await append(
          { type: "retrain-claimed", data: { reason, until, attempt, ...named } },
          head.sequence,
        );
        if (claim !== undefined) return { claimed: true, reason, claim: nameOf(claim), until };
      }
    },
    async complete(claim) {
      const number = numberOf(claim);
      if ((await read()).state.done.includes(number)) return;
      await say(claim, () => ({ type: "retrain-completed", data: { claim: number } }));
    },
    fail: (claim, { reason }) => say(claim, (number) => ({ type: "retrain-failed", data: { claim: number, reason } })),
    renew,
  };
}
