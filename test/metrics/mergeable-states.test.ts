import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedCalibrationErrorScore } from "../../src/metrics/calibration-error.js";
import { CalibrationBins, calibrationCurve } from "../../src/metrics/curves/index.js";
import { rocAuc } from "../../src/metrics/rank-metrics.js";
import {
  meanAbsoluteErrorScore,
  meanSquaredErrorScore,
  RegressionTotals,
  r2Score,
} from "../../src/metrics/regression/index.js";
import { logLoss } from "../../src/metrics/row-metrics.js";
import { MetricMean } from "../../src/metrics/scores/index.js";
import { expectClose } from "./close.js";

const cut = fc.nat(60);
const number = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 7);
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("states of parts, merged in any order, are the state of the whole to the last bit", () => {
  it("for regression errors, which are the scores'", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 60 }), cut, (rows, at) => {
        const stateOf = (part: readonly (readonly [number, number])[]): RegressionTotals => {
          const state = new RegressionTotals();
          state.add(
            part.map(([target]) => target),
            part.map(([, output]) => output),
          );
          return state;
        };
        const merged = stateOf(rows.slice(at));
        merged.merge(stateOf(rows.slice(0, at)));
        const whole = stateOf(rows).finish();
        expect(merged.finish()).toEqual(whole);
        const [targets, outputs] = [rows.map(([target]) => target), rows.map(([, output]) => output)];
        expectClose(whole.meanAbsoluteError, meanAbsoluteErrorScore(targets, outputs));
        expectClose(whole.meanSquaredError, meanSquaredErrorScore(targets, outputs));
        expectClose(whole.r2, r2Score(targets, outputs));
      }),
    );
    expect(new RegressionTotals().finish()).toEqual({ rows: 0 });
  });

  it("for calibration bins, which are the curve's", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(0, 1), share), { maxLength: 60 }), cut, (rows, at) => {
        const stateOf = (part: readonly (readonly [number, number])[]): CalibrationBins => {
          const state = new CalibrationBins({ bins: 7 });
          state.add(
            part.map(([target]) => target),
            part.map(([, output]) => output),
          );
          return state;
        };
        const merged = stateOf(rows.slice(at));
        merged.merge(stateOf(rows.slice(0, at)));
        const whole = stateOf(rows).finish();
        expect(merged.finish()).toEqual(whole);
        const [targets, outputs] = [rows.map(([target]) => target), rows.map(([, output]) => output)];
        const curve = calibrationCurve(Float64Array.from(outputs), Float64Array.from(targets), 7);
        expect(whole.curve.map(({ rows, observed }) => [rows, observed])).toEqual(
          curve.map(({ rows, observed }) => [rows, observed]),
        );
        const error = expectedCalibrationErrorScore(targets, outputs, { bins: 7 });
        expectClose(whole.expectedCalibrationError, error);
      }),
    );
    expect(() => new CalibrationBins().merge(new CalibrationBins({ bins: 3 }))).toThrow("a state of 10 bins");
    expect(() => new CalibrationBins({ bins: 0 })).toThrow("`bins`");
  });

  it("for any mean over rows", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(0, 1), share), { maxLength: 60 }), cut, (rows, at) => {
        const stateOf = (part: readonly (readonly [number, number])[]): MetricMean<boolean> => {
          const state = new MetricMean(logLoss());
          state.add(
            Float64Array.from(part, ([target]) => target),
            Float64Array.from(part, ([, output]) => output),
          );
          return state;
        };
        const merged = stateOf(rows.slice(at));
        merged.merge(stateOf(rows.slice(0, at)));
        expect(merged.finish()).toBe(stateOf(rows).finish());
      }),
    );
    expect(() => new MetricMean(rocAuc())).toThrow("a metric that is a mean over rows");
  });
});
