import type { GuardrailVerdict } from "golden-pipeline/deployment";
import { describe, expect, it } from "vitest";
import { decideCanary } from "../../../src/deployment/rollout/decide-canary.js";
import type { CanaryState } from "../../../src/deployment/rollout/rollout-state.js";

const ramp = { shares: [10_000, 250_000, 1_000_000], minimumRequests: 100, minimumMilliseconds: 60_000, promote: true };
const canary: CanaryState = {
  version: "m@2",
  share: 10_000,
  salt: "m#2",
  since: 2,
  guardrails: [],
  circuit: { last: 20, maximumErrors: 0.5 },
  ramp,
  step: 0,
  stepTime: 1000,
  stepRequests: 40,
};
const verdict = (decision: GuardrailVerdict["decision"]): GuardrailVerdict => ({
  guardrail: "error rate",
  decision,
  message: "said",
  numbers: { low: 0.5, none: undefined, nothing: Number.NaN },
});
const decide = (
  changes: Partial<CanaryState>,
  requests: number,
  time: number,
  ...decisions: GuardrailVerdict["decision"][]
) => decideCanary({ ...canary, ...changes }, { requests, units: 9, verdicts: decisions.map(verdict) }, time);

describe("what becomes of a canary", () => {
  it("is the next step of its ramp when this one has lasted as long, was used as much, and every guardrail is content", () => {
    expect(decide({}, 140, 61_000, "ok", "ok")).toEqual({
      type: "canary-share-changed",
      data: { version: "m@2", share: 250_000, step: 1, requests: 140 },
    });
    expect(decide({}, 139, 61_000, "ok")).toBeUndefined();
    expect(decide({}, 140, 60_999, "ok")).toBeUndefined();
    expect(decide({}, 140, 61_000, "ok", "insufficient-data")).toBeUndefined();
  });

  it("waits when the clock went back, and jumps over no step after an outage", () => {
    expect(decide({}, 10_000, 0, "ok")).toBeUndefined();
    expect(decide({}, 10_000, 1e12, "ok")).toMatchObject({ data: { step: 1 } });
  });

  it("is promotion after the last step, if that was asked for", () => {
    const last = { step: 2, share: 1_000_000 };
    expect(decide(last, 140, 61_000, "ok")).toEqual({ type: "canary-promoted", data: { version: "m@2" } });
    expect(decide({ ...last, ramp: { ...ramp, promote: false } }, 140, 61_000, "ok")).toBeUndefined();
  });

  it("is the end at a breach, with the numbers that there are", () => {
    expect(decide({ ramp: null }, 7, 0, "ok", "breach")).toEqual({
      type: "canary-rolled-back",
      data: {
        version: "m@2",
        requests: 7,
        units: 9,
        verdict: { guardrail: "error rate", decision: "breach", message: "said", numbers: { low: 0.5 } },
      },
    });
  });

  it("is nothing without a ramp while nothing is breached", () => {
    expect(decide({ ramp: null }, 1e6, 1e12, "ok")).toBeUndefined();
  });
});
