import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../src/model/house.js";

const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe("a decision", () => {
  it("says yes at the threshold and above it", () => {
    expect(decide({ threshold: 0.5 }, 0.5)).toEqual({ output: 0.5, decided: "yes" });
    expect(decide({ threshold: 0.5 }, 0.499)).toEqual({ output: 0.499, decided: "no" });
  });

  it("without a threshold is the number itself", () => {
    expect(decide({}, 17.5)).toEqual({ output: 17.5, decided: 17.5 });
  });

  it("leaves open what lies strictly within the band", () => {
    const decision = { threshold: 0.5, abstain: { low: 0.4, high: 0.6 } };
    const decided = [0.39, 0.4, 0.41, 0.5, 0.59, 0.6].map((output) => decide(decision, output).decided);
    expect(decided).toEqual(["no", "no", "abstain", "abstain", "abstain", "yes"]);
  });

  it("leaves open what is not a number, rather than to say no", () => {
    expect(decide({ threshold: 0.5 }, Number.NaN)).toEqual({ output: Number.NaN, decided: "abstain" });
    expect(decide({}, Number.NaN)).toEqual({ output: Number.NaN, decided: Number.NaN });
  });

  it("recalibrates on the logit scale", () => {
    // logit(0.8) = ln 4; twice that minus ln 2 is ln 8, whose probability is 8/9.
    const { output } = decide({ calibration: { slope: 2, intercept: -Math.LN2 } }, 0.8);
    expect(output).toBeCloseTo(8 / 9, 14);
  });

  it("is made on the recalibrated probability", () => {
    const decision = { threshold: 0.5, calibration: { slope: 1, intercept: -2 } };
    expect(decide(decision, 0.8)).toMatchObject({ decided: "no" });
  });

  it("gives probabilities for probabilities, in the same order, at both ends too", () => {
    const calibration = fc.record({
      slope: fc.double({ min: 0.01, max: 10, noNaN: true }),
      intercept: fc.double({ min: -10, max: 10, noNaN: true }),
    });
    fc.assert(
      fc.property(calibration, probability, probability, (scale, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map(
          (output) => decide({ calibration: scale }, output).output,
        ) as [number, number];
        expect(low >= 0 && high <= 1 && low <= high + 1e-12).toBe(true);
      }),
    );
    expect(decide({ calibration: { slope: 2, intercept: 1 } }, 0).output).toBe(0);
    expect(decide({ calibration: { slope: 2, intercept: 1 } }, 1).output).toBe(1);
  });

  it("by the identity calibration keeps the probability", () => {
    fc.assert(
      fc.property(probability, (output) => {
        expect(decide({ calibration: { slope: 1, intercept: 0 } }, output).output).toBeCloseTo(output, 12);
      }),
    );
  });
});
