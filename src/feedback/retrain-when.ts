import { type FoldResult, foldLog, systemClock } from "../core/house.js";
import { type Clock, ConflictError, InvalidArgumentError, type Store } from "../core/index.js";
import { type RetrainEvent, retrainFold } from "./retrain-log.js";

export interface RetrainOptions {
  readonly store: Store;
  /** Decisions stand in log `retrain/<name>`. */
  readonly name: string;
  /** Due this many days after the last claim, and at once when there is none. @default never by schedule */
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

/** What is read of an alarm; those of the monitoring room are such. */
export interface RetrainAlarm {
  readonly rule: string;
  /** Only `firing` counts. @default "firing" */
  readonly state?: string;
  /** When it began: one that was resolved and fires again is another one. */
  readonly since?: number;
}

/** Decides when to train again, once across all processes that ask. */
export interface Retrain {
  /**
   * @param alarms The alarms there are now; one that fired at the last claim already asks for nothing new.
   * @param options.runId Names the run that would train: the decision is recorded under it, and the same run asking again, after it was
   * cut off, gets the same one. Two processes that race must give two, or none.
   */
  claim(alarms?: readonly RetrainAlarm[], options?: { readonly runId?: string }): Promise<RetrainDecision>;
}

const day = 24 * 60 * 60_000;
const place = (name: string): string => `retrain ${name}`;

/**
 * Decides when to train again: by schedule or alarm.
 * @throws {InvalidArgumentError} `everyDays` is not above 0, or neither schedule nor alarm can ever ask.
 */
export function retrainWhen(options: RetrainOptions): Retrain {
  const { store, name, everyDays, onAlarm = true, clock = systemClock } = options;
  if (everyDays !== undefined && !(everyDays > 0))
    throw new InvalidArgumentError(place(name), "`everyDays` above 0", everyDays);
  if (everyDays === undefined && !onAlarm)
    throw new InvalidArgumentError(place(name), "`everyDays`, or `onAlarm`", "neither");
  const log = `retrain/${name}`;
  type State = FoldResult<(typeof retrainFold)["initial"]>;
  let folded: State | undefined;

  async function read(): Promise<State> {
    folded = await foldLog(store, log, retrainFold, folded === undefined ? {} : { since: folded });
    return folded;
  }

  function reasonNow({ state }: State, firing: readonly RetrainAlarm[]): string | undefined {
    const { last } = state;
    const fresh = firing.filter((alarm) => last === null || !last.alarms.includes(identityOf(alarm)));
    if (fresh.length > 0) return `alarm: ${fresh.map(({ rule }) => rule).join(", ")}`;
    const due = everyDays !== undefined && (last === null || clock.now() - last.time >= everyDays * day);
    return due ? `every ${everyDays} days` : undefined;
  }

  async function append({ type, data }: RetrainEvent, expect: number): Promise<boolean> {
    try {
      await store.append(log, [{ type, time: clock.now(), data: { ...data } }], { expect });
      return true;
    } catch (error) {
      if (!ConflictError.isInstance(error)) throw error;
      return false;
    }
  }

  return {
    async claim(alarms = [], { runId } = {}) {
      const firing = onAlarm ? alarms.filter(({ state = "firing" }) => state === "firing").sort(byRule) : [];
      const begun = (await read()).state.claims;
      for (;;) {
        const current = await read();
        const { decisions, claims } = current.state;
        const decided = runId !== undefined && Object.hasOwn(decisions, runId) ? decisions[runId] : undefined;
        if (decided !== undefined) return decided;
        const due = claims > begun ? undefined : reasonNow(current, firing);
        const reason = due ?? (claims > begun ? "another process claimed it" : "nothing is due");
        const named = runId === undefined ? {} : { runId };
        const event: RetrainEvent | undefined =
          due !== undefined
            ? { type: "retrain-claimed", data: { reason, alarms: firing.map(identityOf), ...named } }
            : runId !== undefined
              ? { type: "retrain-declined", data: { reason, runId } }
              : undefined;
        if (event === undefined || (await append(event, current.head.sequence)))
          return { claimed: due !== undefined, reason };
      }
    },
  };
}

const identityOf = ({ rule, since }: RetrainAlarm): string => (since === undefined ? rule : `${rule}@${since}`);

function byRule(left: RetrainAlarm, right: RetrainAlarm): number {
  const [one, other] = [identityOf(left), identityOf(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}
