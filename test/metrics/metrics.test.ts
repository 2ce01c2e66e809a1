import fc from "fast-check";
import {
  accuracy,
  averagePrecision,
  brierScore,
  calibrationCurve,
  costAt,
  expectedCalibrationError,
  logLoss,
  meanAbsoluteError,
  meanSquaredError,
  rocAuc,
  rocCurve,
  rootMeanSquaredError,
} from "golden-pipeline/metrics";
import { describe, expect, it } from "vitest";
import { readFixture } from "../scorers/answers/read-fixture.js";

interface Fixture {
  readonly classification: readonly {
    readonly outputs: readonly number[];
    readonly targets: readonly number[];
    readonly logLoss: number;
    readonly brier: number;
    readonly rocAuc: number;
    readonly averagePrecision: number;
    readonly accuracy: number;
    readonly calibration: readonly [readonly number[], readonly number[]];
  }[];
  readonly regression: readonly {
    readonly outputs: readonly number[];
    readonly targets: readonly number[];
    readonly mae: number;
    readonly mse: number;
    readonly rmse: number;
  }[];
}
const fixture = readFixture<Fixture>("metrics.json");
const [of, none] = [(values: readonly number[]) => Float64Array.from(values), new Float64Array(0)];
const relative = (actual: number | undefined, expected: number): void =>
  expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));

describe("metrics equal scikit-learn's to 1e-12", () => {
  for (const [index, one] of fixture.classification.entries())
    it(`case ${index + 1}: ${one.outputs.length} rows of yes and no`, () => {
      const [outputs, targets] = [of(one.outputs), of(one.targets)];
      relative(logLoss()(targets, outputs), one.logLoss);
      relative(brierScore()(targets, outputs), one.brier);
      relative(rocAuc()(targets, outputs), one.rocAuc);
      relative(averagePrecision()(targets, outputs), one.averagePrecision);
      relative(accuracy()(targets, outputs), one.accuracy);
      const [observed, predicted] = one.calibration;
      const curve = calibrationCurve(targets, outputs);
      expect(curve).toHaveLength(observed.length);
      curve.forEach((bin, at) => {
        relative(bin.observed, observed[at] as number);
        relative(bin.predicted, predicted[at] as number);
      });
    });
  for (const [index, one] of fixture.regression.entries())
    it(`case ${index + 1}: ${one.outputs.length} numbers`, () => {
      const [outputs, targets] = [of(one.outputs), of(one.targets)];
      relative(meanAbsoluteError()(targets, outputs), one.mae);
      relative(meanSquaredError()(targets, outputs), one.mse);
      relative(rootMeanSquaredError()(targets, outputs), one.rmse);
    });
});

describe("metrics", () => {
  it("have no value where they would have to be invented", () => {
    for (const metric of [
      logLoss(),
      brierScore(),
      rocAuc(),
      averagePrecision(),
      accuracy(),
      expectedCalibrationError(),
    ])
      expect(metric(none, none)).toBeUndefined();
    expect(rocAuc()([1, 1], [0.1, 0.2])).toBeUndefined();
    expect(averagePrecision()([0, 0], [0.1, 0.2])).toBeUndefined();
    expect(rocCurve([1, 1], [0.1, 0.2])).toEqual([]);
  });

  it("count what a decision at a threshold costs", () => {
    const cost = costAt({ threshold: 0.5, falsePositive: 1, falseNegative: 10 });
    expect(cost([0, 1, 1, 0], [0.6, 0.4, 0.5, 0.1])).toBe(11 / 4);
    expect(() => costAt({ threshold: 2, falsePositive: 1, falseNegative: 1 })).toThrow("`threshold` to be a share");
  });

  it("stay finite for probabilities of 0 and 1 that were wrong", () => {
    expect(logLoss()([1, 0], [0, 1])).toBeCloseTo(-Math.log(Number.EPSILON), 9);
  });

  it("that are means over rows are the mean of their row values", () => {
    const rows = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)), {
      minLength: 1,
    });
    fc.assert(
      fc.property(rows, (pairs) => {
        const [outputs, targets] = [of(pairs.map(([output]) => output)), of(pairs.map(([, target]) => target))];
        for (const metric of [logLoss(), brierScore(), accuracy()]) {
          const values = metric.sample(targets, outputs).rowValues ?? none;
          expect(metric(targets, outputs)).toBeCloseTo(
            values.reduce((sum, value) => sum + value, 0) / values.length,
            12,
          );
        }
      }),
    );
  });

  it("that rank see only the order of outputs", () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 1)), { minLength: 2 });
    fc.assert(
      fc.property(rows, (pairs) => {
        const [outputs, targets] = [of(pairs.map(([output]) => output)), of(pairs.map(([, target]) => target))];
        const squashed = outputs.map((output) => Math.exp(output / 3) - 7);
        expect(rocAuc()(targets, squashed)).toBe(rocAuc()(targets, outputs));
        expect(averagePrecision()(targets, squashed)).toBe(averagePrecision()(targets, outputs));
      }),
    );
  });
});

describe("ROC-AUC without each cluster", () => {
  it("is ROC-AUC of the rows of the others, ties and all", () => {
    const row = fc.record({ output: fc.integer({ min: 0, max: 6 }), target: fc.constantFrom(0, 1), code: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 4 }), (rows) => {
        const metric = rocAuc();
        const [outputs, targets] = [of(rows.map(({ output }) => output)), of(rows.map(({ target }) => target))];
        const slow = [0, 1, 2, 3].map((code) => {
          const others = rows.filter((one) => one.code !== code);
          return metric(of(others.map(({ target }) => target)), of(others.map(({ output }) => output)));
        });
        const codes = Int32Array.from(rows, ({ code }) => code);
        const quick = metric.sample(targets, outputs).withoutEach?.(codes, 4);
        if (slow.includes(undefined)) expect(quick).toBeUndefined();
        else slow.forEach((value, code) => void expect(quick?.[code]).toBeCloseTo(value as number, 12));
      }),
    );
  });
});

describe("the ROC curve", () => {
  it("goes from (0, 0) to (1, 1), never falls, and has a bounded number of points", () => {
    const one = fixture.classification[3];
    const curve = rocCurve(one?.targets ?? [], one?.outputs ?? [], { maximumPoints: 50 });
    expect(curve).toHaveLength(50);
    expect([curve[0], curve.at(-1)]).toEqual([
      [0, 0],
      [1, 1],
    ]);
    curve.slice(1).forEach(([x, y], at) => {
      expect(x).toBeGreaterThanOrEqual(curve[at]?.[0] as number);
      expect(y).toBeGreaterThanOrEqual(curve[at]?.[1] as number);
    });
  });
});
