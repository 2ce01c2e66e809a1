import type { option } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";
import type { Outcome, VersionMetrics } from "../version-metrics.js";
import type { Contrast } from "./contrast.js";

/** What a guardrail saw and says. */
export interface GuardrailVerdict {
  readonly guardrail: string;
  readonly decision: "ok" | "breach" | "insufficient-data";
  readonly message: string;
  readonly numbers: { readonly [name: string]: number | undefined };
}

/** What both arms have done since the canary is compared with its champion. */
export interface ArmMetrics {
  readonly canary: VersionMetrics;
  readonly champion: VersionMetrics;
}

/** Whether a request tells against its arm; undefined leaves it out. */
export type GuardrailEvent = (outcome: Outcome, arms: ArmMetrics) => boolean | undefined;

/** Watches a canary beside the champion since the canary began, over all processes together. */
export interface Guardrail {
  /** What other processes know it by. */
  readonly name: string;
  /** What it was made from; recorded with the canary. */
  readonly options?: JsonObject;
  /** Begins anew for each canary: what it gives is asked of every request of both arms, and `check` is told how the arms compare. */
  events?(): GuardrailEvent;
  /** @param contrast Of the events; undefined of a guardrail without any. */
  check(canary: VersionMetrics, champion: VersionMetrics, contrast?: Contrast): GuardrailVerdict;
}

/** A list of guardrails, each of another name: by its name the others know it, and what it counts is kept. */
export const guardrailList: ReturnType<typeof option.listOf> = {
  expected: "one guardrail or more, each an object with a `name` of its own and a function `check`",
  holds: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(isGuardrail) &&
    new Set(value.map(({ name }) => name)).size === value.length,
};

function isGuardrail(value: unknown): value is Guardrail {
  if (typeof value !== "object" || value === null || !("name" in value) || !("check" in value)) return false;
  return typeof value.name === "string" && value.name !== "" && typeof value.check === "function";
}
