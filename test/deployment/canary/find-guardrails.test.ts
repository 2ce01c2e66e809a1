import { errorRate, type Guardrail, latency, VersionMetrics } from "golden-pipeline/deployment";
import { describe, expect, it } from "vitest";
import { findGuardrails, guardrailFacts } from "../../../src/deployment/canary/find-guardrails.js";
import { judge } from "../../../src/deployment/canary/guardrail.js";

const own: Guardrail = {
  name: "queue",
  check: () => ({ guardrail: "queue", decision: "ok", message: "short", numbers: {} }),
};

describe("guardrails of a canary that another process began", () => {
  it("are made again from their options, or found among one's own by their name", () => {
    const facts = JSON.parse(JSON.stringify(guardrailFacts([errorRate({ alpha: 0.01 }), latency(), own])));
    const { guardrails, unknown } = findGuardrails(facts, new Map([["queue", own]]));
    expect(unknown).toEqual([]);
    expect(guardrails.map(({ name }) => name)).toEqual(["error rate", "latency", "queue"]);
    expect(guardrails[0]?.options).toEqual({ maximumDifference: 0.01, alpha: 0.01, minimumRequests: 50 });
    expect(guardrails[2]).toBe(own);
  });

  it("that are neither are named: such a process must not decide", () => {
    expect(findGuardrails(guardrailFacts([own, errorRate()]), new Map())).toMatchObject({ unknown: ["queue"] });
  });
});

describe("a guardrail that throws", () => {
  it("says that it cannot tell, and is told of", () => {
    const threw: string[] = [];
    const broken: Guardrail = {
      name: "broken",
      check() {
        throw new Error("no metric server");
      },
    };
    const counts = { canary: new VersionMetrics(), champion: new VersionMetrics() };
    const verdicts = judge([broken, own], counts, (name) => threw.push(name));
    expect(verdicts.map(({ decision }) => decision)).toEqual(["insufficient-data", "ok"]);
    expect(verdicts[0]?.message).toBe("threw no metric server");
    expect(threw).toEqual(["broken"]);
  });
});

describe("a guardrail's options", () => {
  it.each([
    () => errorRate({ alpha: 0 }),
    () => errorRate({ alpha: 1 }),
    () => errorRate({ alpha: Number.NaN }),
    () => errorRate({ maximumDifference: 1 }),
    () => errorRate({ minimumRequests: 0 }),
    () => latency({ quantile: 95 }),
    () => latency({ maximumRatio: Number.POSITIVE_INFINITY }),
    () => latency({ minimumRequests: 1.5 }),
  ])("that would switch it off are refused when it is made: %s", (make) => {
    expect(make).toThrow("Expected");
  });
});
