import { errorRate, type Guardrail, latency, VersionMetrics } from "golden-pipeline/deployment";
import { describe, expect, it } from "vitest";
import { createCanaryWatch, judge } from "../../src/deployment/house.js";
import { everyGuardrail, independent, otherRows, outages, ramp, sessions, slower } from "./scenarios.js";
import { type Run, type Scenario, simulate } from "./simulate.js";

const runs = (count: number, scenario: Omit<Scenario, "name">): readonly Run[] =>
  Array.from({ length: count }, (_, seed) => simulate({ name: "", ...scenario }, seed));
const rolledBack = (all: readonly Run[]): number => all.filter(({ rollback }) => rollback !== undefined).length;

describe("a good canary", () => {
  it("is kept although it is looked at after every request: of 100, at most five are rolled back", () => {
    const all = runs(100, { share: 0.5, requests: 3000, begin: independent(0.02) });
    expect(rolledBack(all)).toBeLessThanOrEqual(5);
  });

  it("is kept where both versions fail often", () => {
    expect(rolledBack(runs(50, { share: 0.1, requests: 4000, begin: independent(0.3) }))).toBeLessThanOrEqual(2);
    expect(rolledBack(runs(50, { share: 0.5, requests: 3000, begin: otherRows }))).toBeLessThanOrEqual(2);
  });

  it("is kept with users who fail often, ask in sessions and come again, with all guardrails together", () => {
    const all = runs(50, { share: 0.1, requests: 6000, guardrails: everyGuardrail, begin: sessions() });
    expect(rolledBack(all)).toBeLessThanOrEqual(2);
  });

  it("is kept through outages of both, also while its share grows", () => {
    const begin = outages(independent(0.01));
    expect(
      rolledBack(runs(40, { share: ramp, requests: 10_000, guardrails: everyGuardrail, begin })),
    ).toBeLessThanOrEqual(2);
  });
});

describe("a fix in front of a broken champion", () => {
  it("is not rolled back, and it is said that the champion is worse", () => {
    const all = runs(40, { share: 0.2, requests: 2000, begin: independent(0.3, 0.01) });
    expect(rolledBack(all)).toBe(0);
    for (const { verdicts } of all)
      expect(verdicts[0]?.message).toMatch(
        /^errors \d.\d\d % against \d\d.\d\d %: the champion is worse, by at least \d/,
      );
  });
});

describe("a bad canary", () => {
  it("is found: 1 → 2 % within 5,000 requests an arm in nine of ten, at the defaults", () => {
    const all = runs(60, { share: 0.5, requests: 10_000, begin: independent(0.01, 0.02) });
    expect(rolledBack(all) / 60).toBeGreaterThanOrEqual(0.9);
  });

  it("is found the sooner the worse it is", () => {
    const mean = (canary: number): number => {
      const all = runs(20, { share: 0.5, requests: 8000, begin: independent(0.01, canary) });
      expect(rolledBack(all)).toBe(20);
      return all.reduce((sum, { canaryRequests }) => sum + canaryRequests, 0) / 20;
    };
    const [bad, worse] = [mean(0.05), mean(0.3)];
    expect(bad).toBeLessThan(800);
    expect(worse).toBeLessThan(bad / 3);
  });

  it("that is five times as slow is found, one a little slower is not", () => {
    const slow = runs(20, { share: 0.5, requests: 3000, begin: slower(5) });
    expect(rolledBack(slow)).toBe(20);
    expect(slow[0]?.rollback).toMatchObject({
      guardrail: "latency",
      message: expect.stringContaining("slower at all looks"),
    });
    expect(rolledBack(runs(20, { share: 0.5, requests: 3000, begin: slower(1.3) }))).toBe(0);
  });
});

describe("the error guardrail", () => {
  const counts = (requests: number, errors: number): VersionMetrics => {
    const metrics = new VersionMetrics();
    for (let request = 0; request < requests; request++)
      metrics.record({ latencyMilliseconds: 1, error: request < errors, fallback: false });
    return metrics;
  };

  it("compares bare counts as well, taking requests for independent", () => {
    const { check } = errorRate();
    expect(check(counts(5000, 100), counts(5000, 50))).toMatchObject({ decision: "breach" });
    expect(check(counts(5000, 70), counts(5000, 50))).toMatchObject({ decision: "ok" });
    expect(check(counts(5000, 50), counts(5000, 150)).message).toContain("the champion is worse");
    expect(check(counts(0, 0), counts(50, 0))).toMatchObject({ decision: "insufficient-data" });
    // Without any error there is no doubt in the numbers, and still no certainty.
    expect(check(counts(50, 0), counts(50, 0)).numbers.high).toBeGreaterThan(0.1);
    expect(check(counts(50, 4), counts(1000, 0))).toMatchObject({ decision: "ok" });
  });

  it("decides on the fiftieth request of an arm, and not before", () => {
    const { check } = errorRate();
    expect(check(counts(49, 49), counts(5000, 0)).decision).toBe("insufficient-data");
    expect(check(counts(5000, 5000), counts(49, 0)).decision).toBe("insufficient-data");
    expect(check(counts(50, 50), counts(5000, 0)).decision).toBe("breach");
    expect(check(counts(5000, 5000), counts(50, 0)).decision).toBe("breach");
  });

  it("has a chance of its own, which with that of latency and of the circuit is one in twenty", () => {
    expect(errorRate().options).toEqual({ maximumDifference: 0, alpha: 0.035, minimumRequests: 50 });
    expect(latency().options).toMatchObject({ quantile: 0.95, maximumRatio: 2, alpha: 0.01, minimumRequests: 200 });
    // The bound at these defaults, by hand: rho 30 / (5.318 + 1.843) = 4.189, variance 36.94; 17.734 of 2500.
    const { low = Number.NaN, high = Number.NaN } = errorRate().check(counts(5000, 100), counts(5000, 50)).numbers;
    expect((high - low) / 2).toBeCloseTo(17.734 / 2500, 6);
    expect((high + low) / 2).toBeCloseTo(0.01, 12);
  });

  it("allows the difference that was asked for", () => {
    const { check } = errorRate({ maximumDifference: 0.01 });
    expect(check(counts(5000, 100), counts(5000, 50)).decision).toBe("ok");
    expect(check(counts(5000, 200), counts(5000, 50)).decision).toBe("breach");
  });

  it("says what it lacks", () => {
    const guardrails: readonly Guardrail[] = [errorRate(), latency()];
    const watch = createCanaryWatch({}, guardrails);
    watch.record("champion", 500_000, { error: false, latencyMilliseconds: 1, fallback: false, unit: "ann" });
    expect(judge(guardrails, watch.all, () => undefined)).toMatchObject([
      { decision: "insufficient-data", message: "0 and 1 requests, 50 of each are needed" },
      { decision: "insufficient-data", message: "0 and 0 answers, 200 of each are needed" },
    ]);
  });
});

describe("the latency guardrail", () => {
  it("compares the quantile with the champion's, and forgives what nobody feels", () => {
    const verdict = (canary: number, champion: number) => {
      const guardrails = [latency()];
      const watch = createCanaryWatch({}, guardrails);
      for (let request = 0; request < 600; request++) {
        const outcome = { error: false, fallback: false };
        watch.record("champion", 500_000, { ...outcome, latencyMilliseconds: champion, unit: `a${request}` });
        watch.record("canary", 500_000, { ...outcome, latencyMilliseconds: canary, unit: `b${request}` });
      }
      return judge(guardrails, watch.all, () => undefined)[0]?.decision;
    };
    expect(verdict(100, 20)).toBe("breach");
    expect(verdict(30, 20)).toBe("ok");
    expect(verdict(4, 0.5)).toBe("ok");
  });

  it("of another quantile has a name of its own, so that two stand side by side", () => {
    expect([latency(), latency({ quantile: 0.99 })].map(({ name }) => name)).toEqual(["latency", "latency p99"]);
  });
});
