import type { ClusterRobustEstimate } from "golden-pipeline/stats";
import { describe, expect, it } from "vitest";
import type { GateFacts } from "../../../src/evaluation/gates/gate.js";
import { sliceGuard } from "../../../src/evaluation/gates/slice-guard.js";
import { metricFacts } from "../../../src/evaluation/metric-facts.js";
import { decide, estimated, metric } from "./facts.js";

describe("a slice guard", () => {
  const slice = (
    name: string,
    estimate: number | undefined,
    some: Partial<ClusterRobustEstimate> & { rows?: number } = {},
  ) => ({
    slice: name,
    rows: some.rows ?? 100,
    difference: estimate === undefined ? undefined : estimated(estimate, some),
  });
  const guarded = (slices: ReturnType<GateFacts["slices"]>, options: object = {}) =>
    decide(sliceGuard({ metric, ...options }), { slices: () => slices });

  it("has nothing to guard without slices or without a champion", () => {
    expect(guarded([])).toEqual({ decision: "pass", rules: [], minimumDetectableEffect: undefined });
    const alone = { champion: undefined, slices: () => [slice("a", -0.5)] };
    expect(decide(sliceGuard({ metric }), alone)).toMatchObject({ decision: "pass", rules: [] });
  });

  it("fails one that lost more than is borne, and corrects its p-values over the slices", () => {
    // t = 2.2 on 24 degrees of freedom: p = .0188 of one slice, .0376 of two by Holm.
    const lost = slice("a", -0.022);
    const [alone] = guarded([lost]).rules;
    expect([alone?.decision, alone?.numbers.adjustedPValue]).toEqual(["fail", expect.closeTo(0.0188, 3)]);
    expect(alone?.message).toBe("a: difference -0.0220 on 100 rows, p = 0.019 for a drop beyond 0");
    const three = [lost, slice("b", 0.01), slice("c", 0.02)];
    const [corrected] = guarded(three).rules;
    expect([corrected?.decision, corrected?.numbers.adjustedPValue]).toEqual([
      "inconclusive",
      expect.closeTo(0.0565, 3),
    ]);
    const [plain] = guarded(three, { correction: "none" }).rules;
    expect([plain?.decision, plain?.numbers.adjustedPValue]).toEqual(["fail", expect.closeTo(0.0188, 3)]);
    expect(guarded([slice("a", -0.05)], { maximumDrop: 0.05 }).decision).toBe("pass");
  });

  it("holds a loss against what is borne: .06 of .05 is one standard error too many, and no proof", () => {
    const [rule] = guarded([slice("a", -0.06)], { maximumDrop: 0.05 }).rules;
    expect([rule?.decision, rule?.numbers.limit]).toEqual(["inconclusive", -0.05]);
    // t = 1 on 24 degrees of freedom.
    expect(rule?.numbers.adjustedPValue).toBeCloseTo(0.1636, 3);
    expect(guarded([slice("a", -0.072)], { maximumDrop: 0.05 }).rules[0]?.numbers.adjustedPValue).toBeCloseTo(
      0.0188,
      3,
    );
  });

  it("gives a gain the other tail: p = .98 where a loss would have .02", () => {
    expect(guarded([slice("a", 0.022)]).rules[0]?.numbers.adjustedPValue).toBeCloseTo(1 - 0.0188, 3);
    expect(guarded([slice("a", 0)]).rules[0]?.numbers.adjustedPValue).toBeCloseTo(0.5, 10);
  });

  it("is sure of rows that do not vary, and shows nothing without an error", () => {
    const pValue = (estimate: number, some: Partial<ClusterRobustEstimate>) =>
      guarded([slice("a", estimate, some)]).rules[0]?.numbers.adjustedPValue;
    expect(pValue(-0.1, { standardError: 0 })).toBe(0);
    expect(pValue(0.1, { standardError: 0 })).toBe(1);
    expect(pValue(0, { standardError: 0 })).toBe(1);
    expect(pValue(-0.1, { standardError: undefined })).toBe(1);
    expect(pValue(-0.1, { degreesOfFreedom: 0 })).toBe(1);
    expect(pValue(-1, { degreesOfFreedom: 1 })).toBeLessThan(0.05);
  });

  it("does not count slices of too few rows, or without a value, into the correction", () => {
    const { rules } = guarded([slice("a", -0.022), slice("small", -0.022, { rows: 29 }), slice("empty", undefined)]);
    expect(rules.map(({ decision }) => decision)).toEqual(["fail", "pass", "inconclusive"]);
    expect(rules[0]?.numbers.adjustedPValue).toBeCloseTo(0.0188, 3);
    expect(rules[1]?.message).toBe("small: difference -0.0220 on 29 rows, 30 are needed to tell");
    expect(rules[2]?.message).toBe("empty: accuracy has no value on 100 rows");
    const [just] = guarded([slice("just", -0.022, { rows: 30 })]).rules;
    expect([just?.decision, just?.message]).toEqual([
      "fail",
      "just: difference -0.0220 on 30 rows, p = 0.019 for a drop beyond 0",
    ]);
  });

  it("stands in a report with what it was made of", () => {
    const guard = sliceGuard({ metric, maximumDrop: 0.1 });
    expect([guard.metrics, guard.params]).toEqual([
      [metric],
      {
        metric: metricFacts(metric),
        maximumDrop: 0.1,
        alpha: 0.05,
        minimumRows: 30,
        correction: "holm",
        whenSmall: "warn",
      },
    ]);
  });
});
