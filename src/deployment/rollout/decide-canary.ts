import type { GuardrailVerdict } from "../canary/guardrail.js";
import type { RolloutEvent } from "./rollout-event.js";
import type { CanaryState } from "./rollout-state.js";

/** What all processes counted of a canary, and what its guardrails say of it. */
export interface CanaryEvidence {
  readonly requests: number;
  readonly units: number;
  readonly verdicts: readonly GuardrailVerdict[];
}

/**
 * What becomes of a canary now: pure, so that every process decides the same on the same evidence. A breach rolls it back; a ramp goes one step
 * up when the step has lasted long enough, was used enough, and every guardrail is content. After an outage no step is jumped over: each has
 * its own time and its own requests.
 */
export function decideCanary(canary: CanaryState, evidence: CanaryEvidence, now: number): RolloutEvent | undefined {
  const breach = evidence.verdicts.find(({ decision }) => decision === "breach");
  if (breach !== undefined) return rollBack(canary.version, breach, evidence);
  const { ramp, step, stepTime, stepRequests, version } = canary;
  if (ramp === null) return undefined;
  const { shares, minimumRequests, minimumMilliseconds, promote } = ramp;
  const { requests } = evidence;
  if (now - stepTime < minimumMilliseconds || requests - stepRequests < minimumRequests) return undefined;
  if (evidence.verdicts.some(({ decision }) => decision !== "ok")) return undefined;
  const share = shares[step + 1];
  if (share !== undefined) return { type: "canary-share-changed", data: { version, share, step: step + 1, requests } };
  return promote ? { type: "canary-promoted", data: { version } } : undefined;
}

/** The event that ends a canary by a verdict. */
export function rollBack(
  version: string,
  { guardrail, message, numbers }: GuardrailVerdict,
  { requests, units }: Pick<CanaryEvidence, "requests" | "units">,
): RolloutEvent {
  const known = Object.entries(numbers).filter((entry): entry is [string, number] => Number.isFinite(entry[1]));
  const verdict = { guardrail, decision: "breach" as const, message, numbers: Object.fromEntries(known) };
  return { type: "canary-rolled-back", data: { version, verdict, requests, units } };
}
