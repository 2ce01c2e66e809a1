import { createFold } from "../../core/house.js";
import type { StoredEvent } from "../../core/index.js";
import type { GuardrailFacts } from "../canary/find-guardrails.js";
import type { ShadowOptionsFacts } from "../shadow/shadow-options.js";
import {
  type CanaryRolledBack,
  type RampFacts,
  type RegistryFacts,
  type RolloutEvent,
  readRolloutEvent,
} from "./rollout-event.js";

/** A canary as it stands; times in milliseconds since 1970, shares in parts per million. */
export type CanaryState = {
  readonly version: string;
  readonly share: number;
  /** Its own: two canaries do not get the same users. */
  readonly salt: string;
  /** The epoch since which it is compared with the present champion: evidence of before has no part in it. */
  readonly since: number;
  readonly guardrails: readonly GuardrailFacts[];
  readonly circuit: { readonly last: number; readonly maximumErrors: number };
  readonly ramp: RampFacts | null;
  readonly step: number;
  readonly stepTime: number;
  /** Requests it had answered when the step began. */
  readonly stepRequests: number;
};

export type RollbackState = CanaryRolledBack & { readonly time: number };

/** Where a model's rollout stands: plain JSON, the fold of its events. */
export type RolloutState = {
  /** One sequence over all processes and restarts: it counts the changes of who answers whom. */
  readonly epoch: number;
  readonly champion: string | null;
  /** The last champion other than the present one. */
  readonly former: string | null;
  readonly registry: RegistryFacts | null;
  readonly canary: CanaryState | null;
  readonly shadow: { readonly version: string; readonly options: ShadowOptionsFacts; readonly started: number } | null;
  /** Versions that were rolled back, and why. */
  readonly rolledBack: { readonly [version: string]: { readonly time: number; readonly reason: string } };
  readonly lastRollback: RollbackState | null;
};

export const noRollout: RolloutState = {
  epoch: 0,
  champion: null,
  former: null,
  registry: null,
  canary: null,
  shadow: null,
  rolledBack: {},
  lastRollback: null,
};

/** Pure: the same events give the same state. Unknown event types change nothing, so that newer writers do not break older readers. */
export const rolloutFold = createFold<RolloutState>({
  id: "rollout",
  version: 1,
  initial: noRollout,
  apply(state, stored) {
    const event = readRolloutEvent(stored);
    return event === undefined ? state : applyEvent(state, event, stored);
  },
});

function applyEvent(state: RolloutState, event: RolloutEvent, { time, sequence }: StoredEvent): RolloutState {
  const epoch = state.epoch + 1;
  switch (event.type) {
    case "rollout-started":
      return { ...state, epoch, champion: event.data.version, registry: event.data.registry };
    case "champion-flipped": {
      const allowed = event.data.evenIfRolledBack === undefined ? state : forgive(state, event.data.to);
      return flipTo(allowed, event.data.to, time);
    }
    case "registry-followed": {
      const followed = { ...state, registry: { ...event.data } };
      // The registry does not know what happened to a canary: a person must say that it is meant all the same.
      return Object.hasOwn(state.rolledBack, event.data.version)
        ? followed
        : flipTo(followed, event.data.version, time);
    }
    case "canary-started": {
      const { evenIfRolledBack, salt, version, share, guardrails, circuit, ramp } = event.data;
      const allowed = evenIfRolledBack === undefined ? state : forgive(state, version);
      const began = { since: epoch, step: 0, stepTime: time, stepRequests: 0 };
      const canary = { version, share, salt: `${salt}#${epoch}`, guardrails, circuit, ramp, ...began };
      return { ...allowed, epoch, canary };
    }
    case "canary-share-changed": {
      const { share, step, requests } = event.data;
      if (state.canary === null) return state;
      const ramp = step < 0 ? null : state.canary.ramp;
      const canary = { ...state.canary, share, ramp, step: Math.max(step, 0), stepTime: time, stepRequests: requests };
      return { ...state, epoch, canary };
    }
    case "canary-ended":
      return state.canary === null ? state : { ...state, epoch, canary: null };
    case "canary-promoted":
      return flipTo(state, event.data.version, time);
    case "canary-rolled-back": {
      const { version, verdict } = event.data;
      const reason = `${verdict.guardrail}: ${verdict.message}`;
      const rolledBack = { ...state.rolledBack, [version]: { time, reason } };
      return { ...state, epoch, canary: null, rolledBack, lastRollback: { ...event.data, time } };
    }
    case "shadow-started":
      return { ...state, shadow: { ...event.data, started: sequence } };
    case "shadow-stopped":
      return { ...state, shadow: null };
  }
}

function flipTo(state: RolloutState, version: string, time: number): RolloutState {
  if (state.champion === version) return state;
  const epoch = state.epoch + 1;
  // What was counted beside the former champion says nothing of this one.
  const compared = state.canary && { ...state.canary, since: epoch, stepTime: time, stepRequests: 0 };
  const canary = compared?.version === version ? null : compared;
  return { ...state, epoch, champion: version, former: state.champion, canary };
}

function forgive(state: RolloutState, version: string): RolloutState {
  const { [version]: _, ...rolledBack } = state.rolledBack;
  return { ...state, rolledBack };
}
