import fc from "fast-check";
import { labelledOutputs, numericOutputs } from "golden-pipeline/model";
import { describe, expect, it } from "vitest";
import { calibrate, decidedAt, defaultDecision } from "../../src/model/house.js";

/** What a yes/no decision makes of one probability. */
function decide(decision: Parameters<typeof calibrate>[0], output: number) {
  const outputs = calibrate(decision, { task: "binary", rows: 1, width: 1, values: Float64Array.of(output) });
  return { output: outputs.values[0] as number, decided: decidedAt(decision, outputs, 0) };
}

const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe("a decision", () => {
  it("says yes at the threshold and above it", () => {
    expect(decide({ threshold: 0.5 }, 0.5)).toEqual({ output: 0.5, decided: "yes" });
    expect(decide({ threshold: 0.5 }, 0.499)).toEqual({ output: 0.499, decided: "no" });
  });

  it("of a number, a score, a text or JSON is the output itself", () => {
    expect(decidedAt({}, numericOutputs("number", Float64Array.of(17.5)), 0)).toBe(17.5);
    expect(decidedAt({}, numericOutputs("ranking", Float64Array.of(-2)), 0)).toBe(-2);
    expect(decidedAt({}, { task: "text", rows: 1, values: ["yes"] }, 0)).toBe("yes");
    expect(decidedAt({}, { task: "vector", rows: 2, width: 2, values: Float64Array.of(1, 2, 3, 4) }, 1)).toEqual([
      3, 4,
    ]);
  });

  it("of classes is the most probable one, left open when that is not probable enough", () => {
    const outputs = labelledOutputs("classes", ["bird", "cat", "dog"], Float64Array.of(0.2, 0.5, 0.3, 0.4, 0.3, 0.3));
    expect([0, 1].map((row) => decidedAt({}, outputs, row))).toEqual(["cat", "bird"]);
    expect([0, 1].map((row) => decidedAt({ minimumProbability: 0.5 }, outputs, row))).toEqual(["cat", null]);
  });

  it("of label sets is every label that is probable enough", () => {
    const outputs = labelledOutputs("label-sets", ["new", "rare"], Float64Array.of(0.5, 0.9, 0.1, 0.2));
    const decision = defaultDecision("label-sets");
    expect([0, 1].map((row) => decidedAt(decision, outputs, row))).toEqual([["new", "rare"], []]);
    expect(decidedAt({}, outputs, 0)).toBeNull();
  });

  it("leaves open what lies strictly within the band", () => {
    const decision = { threshold: 0.5, abstain: { low: 0.4, high: 0.6 } };
    const decided = [0.39, 0.4, 0.41, 0.5, 0.59, 0.6].map((output) => decide(decision, output).decided);
    expect(decided).toEqual(["no", "no", null, null, null, "yes"]);
  });

  it("leaves open what is not a number, rather than to say no", () => {
    expect(decide({ threshold: 0.5 }, Number.NaN)).toEqual({ output: Number.NaN, decided: null });
    expect(decide({}, Number.NaN)).toEqual({ output: Number.NaN, decided: null });
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
