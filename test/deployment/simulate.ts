import { createRandom } from "golden-pipeline";
import { errorRate, type Guardrail, type GuardrailVerdict, hashUnit, latency } from "golden-pipeline/deployment";
import { type CircuitOptions, createCanaryWatch, findBreach, judge } from "../../src/deployment/house.js";

export type Draw = () => number;

/** One request as it would go in either arm; each is asked at most once. */
export interface SimulatedRequest {
  readonly unit: string;
  fails(arm: "champion" | "canary"): boolean;
  milliseconds?(arm: "champion" | "canary"): number;
}

/** A service and its users, as one run of a simulation meets them. */
export interface Scenario {
  readonly name: string;
  /** The canary's share of the units when so many requests were answered. */
  readonly share: number | ((request: number) => number);
  /** Where a run ends: after so many requests, or so many of the canary. */
  readonly requests: number;
  readonly canaryRequests?: number;
  readonly guardrails?: () => readonly Guardrail[];
  readonly circuit?: CircuitOptions;
  /** Begins a run: what is the same for all its requests is drawn here. */
  begin(draw: Draw): (request: number) => SimulatedRequest;
}

export interface Run {
  readonly rollback: GuardrailVerdict | undefined;
  /** Requests of the canary until it was rolled back, or the end. */
  readonly canaryRequests: number;
  /** What the guardrails said last. */
  readonly verdicts: readonly GuardrailVerdict[];
}

/** A rollout over the evidence itself: every request is counted, and every request of the canary is followed by a look, as in a router. */
export function simulate(scenario: Scenario, seed: number | string): Run {
  const draw = createRandom(seed);
  const salt = `salt ${seed}`;
  const guardrails = scenario.guardrails?.() ?? [errorRate(), latency()];
  const watch = createCanaryWatch(scenario.circuit, guardrails);
  const next = scenario.begin(draw);
  const fail = (_: string, cause: unknown): never => {
    throw cause;
  };
  const done = (rollback?: GuardrailVerdict): Run => ({
    rollback,
    canaryRequests: watch.own.canary.requests,
    verdicts: judge(guardrails, watch.all, fail),
  });
  for (let request = 0; request < scenario.requests; request++) {
    const asked = next(request);
    const share = typeof scenario.share === "number" ? scenario.share : scenario.share(request);
    const parts = Math.round(share * 1_000_000);
    const arm = hashUnit(salt, asked.unit) < parts ? "canary" : "champion";
    const error = asked.fails(arm);
    const rescued = arm === "canary" && error && !asked.fails("champion");
    const latencyMilliseconds = asked.milliseconds?.(arm) ?? 1;
    const outcome = { latencyMilliseconds, error, fallback: false, unit: asked.unit, rescued };
    const opened = watch.record(arm, parts, outcome);
    if (arm === "champion") continue;
    const breach = opened ?? findBreach(guardrails, watch.all, fail);
    if (breach !== undefined) return done(breach);
    if (watch.own.canary.requests === scenario.canaryRequests) break;
  }
  return done();
}
