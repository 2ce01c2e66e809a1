import { createFold } from "../core/index.js";

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
    const { type, data } = stored as unknown as RetrainEvent;
    if (type !== "retrain-claimed" && type !== "retrain-declined") return state;
    const { reason, runId } = data;
    const claimed = type === "retrain-claimed";
    const decisions = runId === undefined ? state.decisions : { ...state.decisions, [runId]: { claimed, reason } };
    if (type === "retrain-declined") return { ...state, decisions };
    return { claims: state.claims + 1, last: { time: stored.time, alarms: data.alarms }, decisions };
  },
});
