import { createRandom } from "golden-pipeline";
import { errorRate, type Guardrail, latency } from "golden-pipeline/deployment";
import { describe, expect, it } from "vitest";
import { judge } from "../../src/deployment/canary/guardrail.js";
import { createCanaryWatch, ratioSequence } from "../../src/deployment/house.js";

/** A watch without a circuit, and what a guardrail says after each request. */
function watching(...guardrails: Guardrail[]) {
  const watch = createCanaryWatch({ last: 1_000_000 });
  return {
    record: watch.record,
    verdicts: () => judge(guardrails, watch.all, (_, cause) => expect(cause).toBeUndefined()),
  };
}

const outcome = (error: boolean, latencyMilliseconds = 1) => ({
  error,
  latencyMilliseconds,
  fallback: false,
  unit: undefined,
});

/** Requests of a canary until it is rolled back, at most `most`. */
function survive(seed: number, canaryErrors: number, championErrors: number, most: number): number {
  const random = createRandom(seed);
  const watch = watching(errorRate({ maximumDifference: 0 }));
  for (let request = 1; request <= most; request++) {
    watch.record("champion", outcome(random() < championErrors));
    watch.record("canary", outcome(random() < canaryErrors));
    if (watch.verdicts().some(({ decision }) => decision === "breach")) return request;
  }
  return most + 1;
}

describe("the error guardrail", () => {
  it("keeps at least 95 % of good canaries, although it looks after every request", () => {
    const kept = Array.from({ length: 200 }, (_, seed) => survive(seed, 0.02, 0.02, 2000)).filter(
      (requests) => requests > 2000,
    );
    expect(kept.length / 200).toBeGreaterThanOrEqual(0.95);
  });

  it("rolls back bad canaries, the worse the sooner", () => {
    const mean = (errors: number): number => {
      const requests = Array.from({ length: 30 }, (_, seed) => survive(seed, errors, 0.01, 5000));
      expect(Math.max(...requests)).toBeLessThanOrEqual(5000);
      return requests.reduce((sum, one) => sum + one, 0) / requests.length;
    };
    const [bad, worse] = [mean(0.1), mean(0.3)];
    expect(bad).toBeLessThan(1500);
    expect(worse).toBeLessThan(bad / 3);
  });

  it("says what it lacks, and refuses impossible options", () => {
    const watch = watching(errorRate(), latency());
    watch.record("champion", outcome(false));
    expect(watch.verdicts().map(({ decision }) => decision)).toEqual(["insufficient-data", "insufficient-data"]);
    expect(() => errorRate({ maximumDifference: -1 })).toThrow("`maximumDifference`");
    expect(() => latency({ maximumRatio: 0.5 })).toThrow("`maximumRatio`");
  });
});

describe("the latency guardrail", () => {
  it("compares the quantile with the champion's, and forgives what nobody feels", () => {
    const verdict = (canary: number, champion: number) => {
      const watch = watching(latency());
      for (let request = 0; request < 300; request++) {
        watch.record("champion", outcome(false, champion));
        watch.record("canary", outcome(false, canary));
      }
      return watch.verdicts()[0]?.decision;
    };
    expect(verdict(100, 20)).toBe("breach");
    expect(verdict(30, 20)).toBe("ok");
    expect(verdict(4, 0.5)).toBe("ok");
  });
});

describe("the confidence sequence", () => {
  it("holds at all sample sizes at once", () => {
    let broken = 0;
    for (let seed = 0; seed < 300; seed++) {
      const random = createRandom(seed);
      let errors = 0;
      for (let request = 1; request <= 1500; request++) {
        if (random() < 0.05) errors++;
        if (request >= 50 && errors / request - ratioSequence(errors, request, 0.05) > 0.05) {
          broken++;
          break;
        }
      }
    }
    expect(broken / 300).toBeLessThanOrEqual(0.05);
  });
});
