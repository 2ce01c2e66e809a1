import { createFold } from "../core/house.js";
import { DamagedError, type StoredEvent } from "../core/index.js";

/** What the log `retrain/<name>` says. */
export type RetrainEvent =
  | {
      readonly type: "retrain-claimed";
      readonly data: { readonly reason: string; readonly alarms: readonly string[]; readonly runId?: string };
    }
  | { readonly type: "retrain-declined"; readonly data: { readonly reason: string; readonly runId: string } };

type RetrainState = {
  readonly claims: number;
  readonly last: { readonly time: number; readonly alarms: readonly string[] } | null;
  readonly decisions: { readonly [runId: string]: { readonly claimed: boolean; readonly reason: string } };
};

/** Pure: the same events give the same state. */
export const retrainFold = createFold<RetrainState>({
  id: "retrain",
  version: 1,
  initial: { claims: 0, last: null, decisions: {} },
  apply(state, stored) {
    const event = readRetrainEvent(stored);
    if (event === undefined) return state;
    const { reason, runId } = event.data;
    const claimed = event.type === "retrain-claimed";
    const decisions = runId === undefined ? state.decisions : { ...state.decisions, [runId]: { claimed, reason } };
    if (event.type === "retrain-declined") return { ...state, decisions };
    return { claims: state.claims + 1, last: { time: stored.time, alarms: event.data.alarms }, decisions };
  },
});

/** Undefined for types of newer writers. @throws {DamagedError} the data is not what its type says. */
function readRetrainEvent(stored: StoredEvent): RetrainEvent | undefined {
  if (stored.type !== "retrain-claimed" && stored.type !== "retrain-declined") return undefined;
  if (isRetrainEvent(stored)) return stored;
  throw new DamagedError(`retrain@${stored.sequence}`, {
    place: "retrain log",
    message: `Expected ${stored.type} with its reason, got other data: a newer version of this library may have written it`,
  });
}

function isRetrainEvent(stored: { readonly type: string; readonly data: unknown }): stored is RetrainEvent {
  if (typeof stored.data !== "object" || stored.data === null) return false;
  const { reason, alarms, runId } = stored.data as Readonly<Record<string, unknown>>;
  if (typeof reason !== "string") return false;
  return stored.type === "retrain-claimed" ? Array.isArray(alarms) : typeof runId === "string";
}
