import { describe, expect, it } from "vitest";
import * as regression from "../../../src/metrics/regression/index.js";
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
  meanAbsoluteErrorScore: regression.meanAbsoluteErrorScore,
  meanSquaredErrorScore: regression.meanSquaredErrorScore,
  rootMeanSquaredErrorScore: regression.rootMeanSquaredErrorScore,
  meanAbsolutePercentageErrorScore: regression.meanAbsolutePercentageErrorScore,
  medianAbsoluteErrorScore: regression.medianAbsoluteErrorScore,
  r2Score: regression.r2Score,
  explainedVarianceScore: regression.explainedVarianceScore,
  meanSquaredLogErrorScore: regression.meanSquaredLogErrorScore,
  rootMeanSquaredLogErrorScore: regression.rootMeanSquaredLogErrorScore,
};
const isRows = <Row extends object>(values: readonly number[] | readonly Row[]): values is readonly Row[] =>
  typeof values[0] === "object";

describe("regression scores equal scikit-learn's to 1e-12", () => {
  for (const [index, one] of readFixture<Fixture>("regression.json").cases.entries())
    it(`case ${index + 1}: ${one.targets.length} rows${one.weights ? " with weights" : ""}`, () => {
      const { targets, outputs } = one;
      const options = {
        ...(one.weights && { weights: one.weights }),
        ...(one.outputWeights && { outputWeights: one.outputWeights }),
      };
      for (const [name, score] of Object.entries(scores)) {
        const expected = one.scores[name];
        if (expected !== undefined) expectClose(score(targets, outputs, options), expected, name);
        const raw = one.raw[name];
        if (raw && isRows(targets) && isRows(outputs))
          regression
            .scorePerOutput(score, targets, outputs, options.weights && { weights: options.weights })
            .forEach((value, at) => {
              expectClose(value, raw[at], `${name} of output ${at}`);
            });
      }
      for (const [alpha, value] of one.pinball)
        expectClose(regression.meanPinballLossScore(targets, outputs, { ...options, alpha }), value, "pinball");
      if (one.maxError !== undefined && !isRows(targets) && !isRows(outputs))
        expectClose(regression.maxErrorScore(targets, outputs), one.maxError, "max error");
    });
});

describe("regression scores", () => {
  it("have no value of no rows, R2 of one", () => {
    for (const score of Object.values(scores)) expect(score([], [])).toBeUndefined();
    expect(regression.maxErrorScore([], [])).toBeUndefined();
    expect(regression.r2Score([1], [1])).toBeUndefined();
    expect(regression.meanAbsoluteErrorScore([1], [1], { weights: [0] })).toBeUndefined();
  });

  it("take a constant target for what it is, though its mean rounds", () => {
    expect(regression.r2Score([0.1, 0.1, 0.1], [0.1, 0.1, 0.1])).toBe(1);
    expect(regression.r2Score([0.1, 0.1, 0.1], [0.1, 0.1, 0.2])).toBe(0);
  });

  it("count a symmetric percentage error of two zeros as 0 and of opposite signs as 2", () => {
    expect(regression.symmetricMeanAbsolutePercentageErrorScore([0, 1, 100], [0, -1, 50])).toBeCloseTo(
      (2 + 2 / 3) / 3,
      14,
    );
  });

  it("refuse lengths, NaN, logarithms of nothing and quantiles outside 0 to 1, and say where", () => {
    expect(() => regression.meanAbsoluteErrorScore([1, 2], [1])).toThrow("2 outputs");
    expect(() => regression.meanAbsoluteErrorScore([1, Number.NaN], [1, 2])).toThrow(
      'finite targets, got "NaN at row 1"',
    );
    expect(() => regression.meanAbsoluteErrorScore([[1, 2], [3]], [[1], [2]])).toThrow("rows of 2 targets");
    expect(() => regression.meanSquaredLogErrorScore([0, -1], [0, 1])).toThrow('targets above -1, got "-1 at row 1"');
    expect(() => regression.meanPinballLossScore([1], [1], { alpha: 2 })).toThrow("`alpha` between 0 and 1");
    expect(() => regression.pinballLoss({ alpha: -1 })).toThrow("`alpha` between 0 and 1");
  });
});

describe("regression metrics", () => {
  it("are the scores of the same name", () => {
    const [targets, outputs] = [Float64Array.from([1, 2, 4, 7]), Float64Array.from([1.5, 2, 3, 9])];
    const pairs = [
      [regression.medianAbsoluteError(), regression.medianAbsoluteErrorScore],
      [regression.r2(), regression.r2Score],
      [regression.meanAbsolutePercentageError(), regression.meanAbsolutePercentageErrorScore],
      [regression.symmetricMeanAbsolutePercentageError(), regression.symmetricMeanAbsolutePercentageErrorScore],
      [regression.pinballLoss(), regression.meanPinballLossScore],
      [regression.meanSquaredLogError(), regression.meanSquaredLogErrorScore],
    ] as const;
    for (const [metric, score] of pairs) {
      expectClose(metric.compute(outputs, targets), score(targets, outputs), metric.name);
      expect(metric.compute(new Float64Array(0), new Float64Array(0))).toBeUndefined();
      expect([...(targets as Float64Array)]).toEqual([1, 2, 4, 7]);
    }
    expect(() => regression.meanSquaredLogError().compute(Float64Array.of(-2), Float64Array.of(1))).toThrow("above -1");
  });
});
