import { foreignEvent } from "../../core/house.js";
import type { JsonObject, StoredEvent } from "../../core/index.js";
import type { GuardrailFacts } from "../canary/find-guardrails.js";
import type { ShadowOptionsFacts } from "../shadow/shadow-options.js";

/** How a canary's share grows by itself; shares in parts per million. */
export type RampFacts = {
  readonly shares: readonly number[];
  readonly minimumRequests: number;
  readonly minimumMilliseconds: number;
  /** Whether the canary becomes champion after the last step. */
  readonly promote: boolean;
};

/** The registry's champion, and how much had happened there when it was read. */
export type RegistryFacts = { readonly head: number; readonly version: string | null };

/** What the log `rollouts/<model>` says; the routing table is a fold over it. */
export type RolloutEvent =
  | {
      readonly type: "rollout-started";
      readonly data: { readonly version: string; readonly registry: RegistryFacts | null };
    }
  | {
      readonly type: "champion-flipped";
      readonly data: { readonly from: string; readonly to: string; readonly evenIfRolledBack?: string };
    }
  /** The registry's champion moved. */
  | { readonly type: "registry-followed"; readonly data: { readonly head: number; readonly version: string } }
  | { readonly type: "canary-started"; readonly data: CanaryStarted }
  | {
      readonly type: "canary-share-changed";
      readonly data: {
        readonly version: string;
        readonly share: number;
        /** The step of the ramp, from 0; -1 for a share set by hand, which ends the ramp. */
        readonly step: number;
        /** Requests the canary had answered by then: those of the new step are counted from here. */
        readonly requests: number;
      };
    }
  | { readonly type: "canary-ended"; readonly data: { readonly version: string } }
  | { readonly type: "canary-promoted"; readonly data: { readonly version: string } }
  | { readonly type: "canary-rolled-back"; readonly data: CanaryRolledBack }
  | {
      readonly type: "shadow-started";
      readonly data: { readonly version: string; readonly options: ShadowOptionsFacts };
    }
  | { readonly type: "shadow-stopped"; readonly data: { readonly version: string } };

export type CanaryStarted = {
  readonly version: string;
  readonly share: number;
  readonly salt: string;
  readonly guardrails: readonly GuardrailFacts[];
  readonly circuit: { readonly last: number; readonly maximumErrors: number };
  readonly ramp: RampFacts | null;
  readonly evenIfRolledBack?: string;
};

export type CanaryRolledBack = {
  readonly version: string;
  readonly verdict: {
    readonly guardrail: string;
    readonly decision: "breach";
    readonly message: string;
    readonly numbers: { readonly [name: string]: number };
  };
  /** Requests and units the canary had answered. */
  readonly requests: number;
  readonly units: number;
};

type Facts = Readonly<Record<string, unknown>>;
const isNumber = (value: unknown): value is number => typeof value === "number";
const isText = (value: unknown): value is string => typeof value === "string";
const isObject = (value: unknown): value is Facts => typeof value === "object" && value !== null;
const saysVersion = ({ version }: Facts): boolean => isText(version);

const checks: Readonly<Record<RolloutEvent["type"], (data: Facts) => boolean>> = {
  "rollout-started": saysVersion,
  "champion-flipped": ({ from, to }) => isText(from) && isText(to),
  "registry-followed": ({ head, version }) => isNumber(head) && isText(version),
  "canary-started": ({ version, share, salt, guardrails, circuit }) =>
    isText(version) && isNumber(share) && isText(salt) && Array.isArray(guardrails) && isObject(circuit),
  "canary-share-changed": ({ version, share, step, requests }) =>
    isText(version) && isNumber(share) && isNumber(step) && isNumber(requests),
  "canary-ended": saysVersion,
  "canary-promoted": saysVersion,
  "canary-rolled-back": ({ version, verdict, requests, units }) =>
    isText(version) && isObject(verdict) && isText(verdict.guardrail) && isNumber(requests) && isNumber(units),
  "shadow-started": ({ version, options }) => isText(version) && isObject(options),
  "shadow-stopped": saysVersion,
};

/** Undefined for types that newer writers added. @throws {DamagedError} the data is not what its type says. */
export function readRolloutEvent(stored: StoredEvent): RolloutEvent | undefined {
  if (!Object.hasOwn(checks, stored.type)) return undefined;
  if (isRolloutEvent(stored)) return stored;
  throw foreignEvent("rollout log", "rollouts", stored);
}

function isRolloutEvent(stored: { readonly type: string; readonly data: unknown }): stored is RolloutEvent {
  const check = Object.entries(checks).find(([type]) => type === stored.type)?.[1];
  return check !== undefined && isObject(stored.data) && check(stored.data);
}

/** An event's data as it is stored: `process` says which one wrote it. */
export function rolloutData(event: RolloutEvent, process: string): JsonObject {
  return { ...event.data, process };
}
