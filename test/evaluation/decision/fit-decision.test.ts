import { readFileSync } from "node:fs";
import fc from "fast-check";
import { fitDecision } from "golden-pipeline/evaluation";
import type { Decision, Outputs } from "golden-pipeline/model";
import { describe, expect, it } from "vitest";
import { fitCalibration } from "../../../src/evaluation/house.js";
import { calibrate, decidedAt } from "../../../src/model/house.js";

const { cases } = JSON.parse(
  readFileSync(new URL("../../fixtures/evaluation/calibration.json", import.meta.url), "utf8"),
) as { cases: { outputs: number[]; targets: number[]; slope: number; intercept: number }[] };

function outputsOf(decision: Decision, probability: number): Outputs {
  return calibrate(decision, { task: "binary", rows: 1, width: 1, values: Float64Array.of(probability) });
}
const calibrated = (decision: Decision, probability: number): number =>
  Number(outputsOf(decision, probability).values[0]);

describe("calibration", () => {
  it.each(cases)("is scikit-learn's logistic regression on the logit, $slope and $intercept", (one) => {
    const fitted = fitCalibration(one.targets, one.outputs);
    expect(fitted?.slope).toBeCloseTo(one.slope, 7);
    expect(fitted?.intercept).toBeCloseTo(one.intercept, 7);
  });

  it("makes the mean output the share of yes", () => {
    const { outputs, targets } = cases[1] as (typeof cases)[number];
    const calibration = fitCalibration(targets, outputs);
    const sum = outputs.reduce((total, output) => total + calibrated(calibration ? { calibration } : {}, output), 0);
    expect(sum).toBeCloseTo(
      targets.reduce((total, target) => total + target, 0),
      6,
    );
  });

  it("has none where yes and no are parted entirely, or only one occurs", () => {
    expect(fitCalibration([0, 0, 1], [0.1, 0.2, 0.8])).toBeUndefined();
    expect(fitCalibration([0, 0, 1, 1], [0.1, 0.2, 0.2, 0.8])).toBeUndefined();
    expect(fitCalibration([1, 1], [0.1, 0.2])).toBeUndefined();
    expect(fitCalibration([], [])).toBeUndefined();
    expect(fitCalibration([1, 0, 0], [0.3, 0.3, 0.3])).toBeUndefined();
  });

  it("refuses what are no probabilities, and targets that are too few", () => {
    expect(() => fitCalibration([0, 1], [0.1, 1.2])).toThrow("1.2 at row 1");
    expect(() => fitCalibration([0, 1], [0.1, Number.NaN])).toThrow("NaN at row 1");
    expect(() => fitCalibration([0], [0.1, 0.2])).toThrow("2 targets, one an output");
  });
});

describe("a decision by costs", () => {
  const { outputs, targets } = cases[2] as (typeof cases)[number];
  // Doubles of fast-check are mostly tiny or huge, among which a person is hardly ever cheapest.
  const cost = fc.integer({ min: 1, max: 1_000 }).map((cents) => cents / 100);

  it("does for every probability what costs least", () => {
    fc.assert(
      fc.property(
        cost,
        cost,
        cost,
        fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000),
        (falsePositive, falseNegative, abstain, p) => {
          const decision = fitDecision({
            outputs,
            targets,
            costs: { falsePositive, falseNegative, abstain },
            calibrate: false,
          });
          const decided = decidedAt(decision, outputsOf(decision, p), 0);
          const expected = { yes: (1 - p) * falsePositive, no: p * falseNegative, abstain };
          const best = Math.min(...Object.values(expected));
          expect(expected[(decided ?? "abstain") as keyof typeof expected]).toBeLessThanOrEqual(
            best * (1 + 1e-9) + 1e-12,
          );
        },
      ),
    );
  });

  it("holds calibration, threshold and abstention together, and leaves out what is not asked for", () => {
    const costs = { falsePositive: 1, falseNegative: 4, abstain: 0.5 };
    expect(fitDecision({ outputs, targets, costs })).toEqual({
      threshold: 0.2,
      calibration: { slope: expect.any(Number), intercept: expect.any(Number) },
      abstain: { low: 0.125, high: 0.5 },
    });
    expect(fitDecision({ outputs, targets, costs: { falsePositive: 1, falseNegative: 4 }, calibrate: false })).toEqual({
      threshold: 0.2,
    });
  });

  it("refuses costs that are not above 0", () => {
    const costs = { falsePositive: 0, falseNegative: 1 };
    expect(() => fitDecision({ outputs, targets, costs })).toThrow(
      "`costs.falsePositive` to be a finite number above 0",
    );
  });
});
