import * as regression from "golden-pipeline/metrics";
import { describe, expect, it } from "vitest";
import { readFixture } from "../../scorers/answers/read-fixture.js";
import { expectClose } from "../close.js";

interface Fixture {
  readonly cases: readonly {
    readonly targets: readonly number[] | readonly (readonly number[])[];
    readonly outputs: readonly number[] | readonly (readonly number[])[];
    readonly weights: readonly number[] | null;
    readonly outputWeights: readonly number[] | null;
    readonly scores: Readonly<Record<string, number | null>>;
    readonly raw: Readonly<Record<string, readonly (number | null)[]>>;
    readonly pinball: readonly (readonly [alpha: number, value: number])[];
    readonly maxError?: number;
  }[];
}
const scores = {
  meanAbsoluteErrorScore: regression.meanAbsoluteError,
  meanSquaredErrorScore: regression.meanSquaredError,
  rootMeanSquaredErrorScore: regression.rootMeanSquaredError,
  meanAbsolutePercentageErrorScore: regression.meanAbsolutePercentageError,
  medianAbsoluteErrorScore: regression.medianAbsoluteError,
  r2Score: regression.r2,
  explainedVarianceScore: regression.explainedVariance,
  meanSquaredLogErrorScore: regression.meanSquaredLogError,
  rootMeanSquaredLogErrorScore: regression.rootMeanSquaredLogError,
};
type NumberMetric = ReturnType<typeof regression.r2>;
/** Of one output or of several: which of them the fixture says. */
const ask = (metric: NumberMetric, targets: unknown, outputs: unknown, weights?: readonly number[] | null) =>
  metric(targets as readonly number[], outputs as readonly number[], weights ? { weights } : {});
const isRows = <Row extends object>(values: readonly number[] | readonly Row[]): values is readonly Row[] =>
  typeof values[0] === "object";

describe("regression scores equal scikit-learn's to 1e-12", () => {
  for (const [index, one] of readFixture<Fixture>("regression.json").cases.entries())
    it(`case ${index + 1}: ${one.targets.length} rows${one.weights ? " with weights" : ""}`, () => {
      const { targets, outputs } = one;
      const options = { ...(one.outputWeights && { outputWeights: one.outputWeights }) };
      for (const [name, score] of Object.entries(scores)) {
        const expected = one.scores[name];
        if (expected !== undefined) expectClose(ask(score(options), targets, outputs, one.weights), expected, name);
        const raw = one.raw[name];
        if (raw && isRows(targets) && isRows(outputs))
          regression
            .scorePerOutput(score(), targets, outputs, one.weights ? { weights: one.weights } : {})
            .forEach((value, at) => {
              expectClose(value, raw[at], `${name} of output ${at}`);
            });
      }
      for (const [alpha, value] of one.pinball)
        expectClose(
          ask(regression.meanPinballLoss({ ...options, alpha }), targets, outputs, one.weights),
          value,
          "pinball",
        );
      if (one.maxError !== undefined && !isRows(targets) && !isRows(outputs))
        expectClose(regression.maxError()(targets, outputs), one.maxError, "max error");
    });
});

describe("regression metrics", () => {
  it("have no value of no rows, R2 of one", () => {
    for (const score of Object.values(scores)) expect(score()([], [])).toBeUndefined();
    expect(regression.maxError()([], [])).toBeUndefined();
    expect(regression.r2()([1], [1])).toBeUndefined();
    expect(regression.meanAbsoluteError()([1], [1], { weights: [0] })).toBeUndefined();
  });

  it("take a constant target for what it is, though its mean rounds", () => {
    expect(regression.r2()([0.1, 0.1, 0.1], [0.1, 0.1, 0.1])).toBe(1);
    expect(regression.r2()([0.1, 0.1, 0.1], [0.1, 0.1, 0.2])).toBe(0);
  });

  it("keep R2 accurate far from zero", () => {
    const targets = Array.from({ length: 100 }, (_, row) => 1e9 + (row % 7));
    const near = targets.map((target, row) => target + (row % 2) / 4);
    expectClose(
      regression.r2()(targets, near),
      regression.r2()(
        targets.map((target) => target - 1e9),
        near.map((output) => output - 1e9),
      ),
    );
  });

  it("count a symmetric percentage error of two zeros as 0 and of opposite signs as 2", () => {
    expect(regression.symmetricMeanAbsolutePercentageError()([0, 1, 100], [0, -1, 50])).toBeCloseTo(
      (2 + 2 / 3) / 3,
      14,
    );
  });

  it("refuse lengths, NaN, logarithms of nothing and quantiles outside 0 to 1, and say where", () => {
    expect(() => regression.meanAbsoluteError()([1, 2], [1])).toThrow("2 outputs");
    expect(() => regression.meanAbsoluteError()([1, Number.NaN], [1, 2])).toThrow("finite targets, got NaN at row 1");
    expect(() => regression.meanAbsoluteError()([[1, 2], [3]], [[1], [2]])).toThrow("rows of 2 targets");
    expect(() => regression.meanSquaredLogError()([0, -1], [0, 1])).toThrow("targets above -1, got -1 at row 1");
    expect(() => regression.meanPinballLoss({ alpha: 2 })).toThrow("`alpha` to be a share");
    expect(() => regression.meanTweedieDeviance({ power: 0.5 })).toThrow(
      "`power` to be a finite number of at most 0, or a finite number of at least 1",
    );
    expect(() => regression.meanGammaDeviance()([0, 1], [1, 1])).toThrow("targets above 0, got 0 at row 0");
  });
});
