import { errorRate, type Guardrail, latency } from "golden-pipeline/deployment";
import { describe, expect, it } from "vitest";
import { CanaryCounts } from "../../../src/deployment/canary/canary-counts.js";
import { createCanaryWatch } from "../../../src/deployment/canary/canary-watch.js";
import type { Contrast } from "../../../src/deployment/canary/contrast.js";
import { findGuardrails, guardrailFacts } from "../../../src/deployment/canary/find-guardrails.js";
import { findBreach, judge } from "../../../src/deployment/canary/judge.js";

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
    expect(guardrails[0]?.options).toEqual({ maximumDifference: 0, alpha: 0.01, minimumRequests: 50 });
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
    const counts = new CanaryCounts();
    const verdicts = judge([broken, own], counts, (name) => threw.push(name));
    expect(verdicts.map(({ decision }) => decision)).toEqual(["insufficient-data", "ok"]);
    expect(verdicts[0]?.message).toBe("threw no metric server");
    expect(threw).toEqual(["broken"]);
  });

  it.each([
    ["a promise", async () => "ok"],
    ["nothing", () => undefined],
    ["a decision that there is not", () => ({ decision: "BREACH", message: "!" })],
    ["null", () => null],
  ])("or says %s instead of a verdict, cannot tell either", (_, check) => {
    const told: unknown[] = [];
    const odd = { name: "odd", check } as never;
    const [verdict] = judge([odd], new CanaryCounts(), (_, cause) => told.push(cause));
    expect(verdict).toMatchObject({ guardrail: "odd", decision: "insufficient-data", numbers: {} });
    expect(String(told[0])).toContain("a verdict with `decision` ok, breach or insufficient-data");
    expect(findBreach([odd], new CanaryCounts(), () => undefined)).toBeUndefined();
  });

  it("or whose events throw, leaves its requests out and costs nothing else", () => {
    const told: string[] = [];
    const broken: Guardrail = {
      ...own,
      events: () => () => {
        throw new Error("no field");
      },
    };
    const watch = createCanaryWatch({}, [broken, errorRate()], (name) => told.push(name));
    const outcome = { latencyMilliseconds: 1, error: true, fallback: false, unit: "ann" };
    expect(watch.record("canary", 500_000, outcome)).toBeUndefined();
    expect(told).toEqual(["queue"]);
    expect(watch.own.contrasts.get("error rate")?.contrast().canary).toEqual({ requests: 1, events: 1 });
    expect(watch.own.contrasts.has("queue")).toBe(false);
  });
});

describe("a guardrail of one's own", () => {
  it("is shown copies: what it does with them changes no count", () => {
    const watch = createCanaryWatch({}, []);
    const careless: Guardrail = {
      ...own,
      check(canary, champion) {
        canary.requests = 0;
        canary.latency.add(1e9);
        champion.merge(canary);
        return { guardrail: "queue", decision: "ok", message: "short", numbers: {} };
      },
    };
    watch.record("canary", 500_000, { latencyMilliseconds: 1, error: false, fallback: false, unit: "ann" });
    const before = JSON.stringify(watch.all);
    judge([careless], watch.all, () => undefined);
    expect(JSON.stringify(watch.all)).toBe(before);
  });

  it("is told how the arms compare in what it asks of each request", () => {
    let seen: Contrast | undefined;
    const empty: Guardrail = {
      name: "empty",
      events: () => (outcome) => (outcome.error ? undefined : outcome.fallback),
      check(_, __, contrast) {
        seen = contrast;
        return { guardrail: "empty", decision: "ok", message: "", numbers: {} };
      },
    };
    const watch = createCanaryWatch({}, [empty]);
    const outcome = { latencyMilliseconds: 1, error: false, fallback: false };
    for (let user = 0; user < 10; user++) {
      watch.record("canary", 500_000, { ...outcome, fallback: true, unit: `a${user}` });
      watch.record("champion", 500_000, { ...outcome, unit: `b${user}` });
      watch.record("champion", 500_000, { ...outcome, error: true, unit: `c${user}` });
    }
    judge([empty], watch.all, () => undefined);
    expect(seen).toMatchObject({ canary: { requests: 10, events: 10 }, champion: { requests: 10, events: 0 }, sum: 5 });
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
    () => latency({ alpha: 5 }),
    () => latency({ alpha: Number.NaN }),
    () => errorRate({ maximumErrors: 0.5 } as never),
    () => errorRate({ alpha: "0.05" } as never),
  ])("that would switch it off are refused when it is made: %s", (make) => {
    expect(make).toThrow("Expected");
  });
});
