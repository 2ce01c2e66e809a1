import { createFold, foreignEvent } from "../core/house.js";
import type { Json, StoredEvent } from "../core/index.js";

/** What the log `retrain/<model>` says. A claim is named by its event, `retrain/<model>@<sequence>`. */
export type RetrainEvent =
  | {
      readonly type: "retrain-claimed";
      readonly data: {
        readonly reason: string;
        readonly until: number;
        readonly attempt: number;
        readonly runId?: string;
      };
    }
  | { readonly type: "retrain-renewed"; readonly data: { readonly claim: number; readonly until: number } }
  | { readonly type: "retrain-completed"; readonly data: { readonly claim: number } }
  | { readonly type: "retrain-failed"; readonly data: { readonly claim: number; readonly reason: string } }
  | { readonly type: "retrain-declined"; readonly data: { readonly reason: string; readonly runId: string } };

/** A claim that was neither completed nor taken over. */
export type OpenClaim = {
  /** The sequence of its event. */
  readonly claim: number;
  readonly reason: string;
  /** When it expires; 0 when its training failed. */
  readonly until: number;
  /** 1 for the first training that this reason asked for. */
  readonly attempt: number;
};

export type RetrainState = {
  readonly open: OpenClaim | null;
  /** When the last training was completed. */
  readonly completed: number | null;
  /** The claims whose training was completed. */
  readonly done: readonly number[];
  /** What each run was told; a claim of null: that nothing was due. */
  readonly decisions: { readonly [runId: string]: { readonly claim: number | null; readonly reason: string } };
};

/** Pure: the same events give the same state. What is said of a claim that is no longer open changes nothing. */
export const retrainFold = createFold<RetrainState>({
  id: "retrain",
  version: 2,
  initial: { open: null, completed: null, done: [], decisions: {} },
  apply(state, stored) {
    const event = readRetrainEvent(stored);
    if (event === undefined) return state;
    const { open, decisions } = state;
    switch (event.type) {
      case "retrain-claimed": {
        const { reason, until, attempt, runId } = event.data;
        const claim = stored.sequence;
        return {
          ...state,
          open: { claim, reason, until, attempt },
          decisions: runId === undefined ? decisions : { ...decisions, [runId]: { claim, reason } },
        };
      }
      case "retrain-declined": {
        const { reason, runId } = event.data;
        return { ...state, decisions: { ...decisions, [runId]: { claim: null, reason } } };
      }
      case "retrain-renewed":
        return isOpen(open, event.data.claim) ? { ...state, open: { ...open, until: event.data.until } } : state;
      case "retrain-failed":
        return isOpen(open, event.data.claim) ? { ...state, open: { ...open, until: 0 } } : state;
      default: {
        const { claim } = event.data;
        if (!isOpen(open, claim)) return state;
        return { ...state, open: null, completed: stored.time, done: [...state.done, claim] };
      }
    }
  },
});

function isOpen(open: OpenClaim | null, claim: number): open is OpenClaim {
  return open?.claim === claim;
}

const fields: Readonly<Record<RetrainEvent["type"], Readonly<Record<string, "string" | "number">>>> = {
  "retrain-claimed": { reason: "string", until: "number", attempt: "number" },
  "retrain-renewed": { claim: "number", until: "number" },
  "retrain-completed": { claim: "number" },
  "retrain-failed": { claim: "number", reason: "string" },
  "retrain-declined": { reason: "string", runId: "string" },
};

/** Undefined for types of newer writers. @throws {DamagedError} the data is not what its type says. */
function readRetrainEvent(stored: StoredEvent): RetrainEvent | undefined {
  if (!Object.hasOwn(fields, stored.type)) return undefined;
  if (isRetrainEvent(stored)) return stored;
  throw foreignEvent("retrain log", "retrain", stored);
}

function isRetrainEvent(stored: { readonly type: string; readonly data: Json }): stored is RetrainEvent {
  const { type, data } = stored;
  const facts = data as Readonly<Record<string, unknown>> | null;
  return Object.entries(fields[type as RetrainEvent["type"]]).every(([field, is]) => typeof facts?.[field] === is);
}
