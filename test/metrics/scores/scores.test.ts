import {
  averagePrecision,
  brierScore,
  calibrationCurve,
  logLoss,
  precisionRecallCurve,
  rocAuc,
  rocCurve,
} from "golden-pipeline/metrics";
import { describe, expect, it } from "vitest";
import type { ColumnAverage } from "../../../src/metrics/house.js";
import { readFixture } from "../../scorers/answers/read-fixture.js";
import { expectClose } from "../close.js";

type Numbers = readonly number[];
interface Fixture {
  readonly binary: readonly {
    readonly targets: Numbers;
    readonly outputs: Numbers;
    readonly weights: Numbers | null;
    readonly rocAuc: number | null;
    readonly partial: readonly (readonly [rate: number, value: number])[];
    readonly averagePrecision: number | null;
    readonly logLoss: number;
    readonly brier: number;
    readonly brierWhole: number;
    readonly precisionRecall: readonly [Numbers, Numbers, Numbers];
    readonly roc?: readonly [Numbers, Numbers] | null;
    readonly calibration?: readonly (readonly [number, "uniform" | "quantile", Numbers, Numbers])[];
  }[];
  readonly classes: readonly {
    readonly targets: readonly string[] | Numbers;
    readonly outputs: readonly Numbers[];
    readonly weights: Numbers | null;
    readonly auc: readonly (readonly ["ovr" | "ovo", ColumnAverage, number])[];
    readonly ap: readonly (readonly [ColumnAverage, number])[];
    readonly logLoss: number;
    readonly brier: number;
    readonly brierHalf: number;
  }[];
  readonly labelSets: readonly {
    readonly targets: readonly Numbers[];
    readonly outputs: readonly Numbers[];
    readonly weights: Numbers | null;
    readonly auc: readonly (readonly [ColumnAverage, number | null])[];
    readonly ap: readonly (readonly [ColumnAverage, number])[];
    readonly samplesRows: Numbers;
    readonly aucSamples: number;
  }[];
}
const fixture = readFixture<Fixture>("scores.json");
const weighted = (weights: Numbers | null) => (weights === null ? {} : { weights });

describe("scores of yes/no targets equal scikit-learn's to 1e-12", () => {
  for (const [index, one] of fixture.binary.entries())
    it(`case ${index + 1}: ${one.outputs.length} rows${one.weights ? " with weights" : ""}`, () => {
      const { targets, outputs } = one;
      const options = weighted(one.weights);
      expectClose(rocAuc()(targets, outputs, options), one.rocAuc, "ROC-AUC");
      for (const [maxFalsePositiveRate, value] of one.partial)
        expectClose(rocAuc({ maxFalsePositiveRate })(targets, outputs, options), value, "partial AUC");
      expectClose(averagePrecision()(targets, outputs, options), one.averagePrecision, "average precision");
      expectClose(logLoss()(targets, outputs, options), one.logLoss, "log loss");
      expectClose(brierScore()(targets, outputs, options), one.brier, "Brier");
      expectClose(brierScore({ scaleByHalf: false })(targets, outputs, options), one.brierWhole, "Brier");
      const [precision, recall, thresholds] = one.precisionRecall;
      const curve = precisionRecallCurve(targets, outputs, options);
      expect(curve.map(({ threshold }) => threshold)).toEqual(thresholds);
      curve.forEach((point, at) => {
        expectClose(point.precision, precision[at], "precision");
        expectClose(point.recall, recall[at], "recall");
      });
    });

  it("as do the curves", () => {
    for (const { targets, outputs, roc, calibration } of fixture.binary) {
      const [given, answers] = [Float64Array.from(outputs), Float64Array.from(targets)];
      if (roc) {
        const points = rocCurve(answers, given, { maximumPoints: 1000 });
        expect(points).toHaveLength(roc[0].length);
        points.forEach(([x, y], at) => {
          expectClose(x, roc[0][at], "false positive rate");
          expectClose(y, roc[1][at], "true positive rate");
        });
      }
      for (const [bins, strategy, observed, predicted] of calibration ?? []) {
        const curve = calibrationCurve(answers, given, { bins, strategy });
        expect(curve, `${bins} ${strategy}`).toHaveLength(observed.length);
        curve.forEach((bin, at) => {
          expectClose(bin.observed, observed[at], "observed");
          expectClose(bin.predicted, predicted[at], "predicted");
        });
      }
    }
  });
});

describe("scores of classes and label sets equal scikit-learn's to 1e-12", () => {
  for (const [index, one] of fixture.classes.entries())
    it(`case ${index + 1}: ${one.targets.length} rows of ${one.outputs[0]?.length} classes`, () => {
      const { targets, outputs } = one;
      const options = weighted(one.weights);
      for (const [multiClass, average, value] of one.auc)
        expectClose(rocAuc({ multiClass, average })(targets, outputs, options), value, `${multiClass} ${average}`);
      for (const [average, value] of one.ap)
        expectClose(averagePrecision({ average })(targets, outputs, options), value, `${average} AP`);
      expectClose(logLoss()(targets, outputs, options), one.logLoss, "log loss");
      expectClose(brierScore()(targets, outputs, options), one.brier, "Brier");
      expectClose(brierScore({ scaleByHalf: true })(targets, outputs, options), one.brierHalf, "half");
    });
  for (const [index, one] of fixture.labelSets.entries())
    it(`label sets ${index + 1}: ${one.targets.length} rows`, () => {
      const { targets, outputs, weights } = one;
      for (const [average, value] of one.auc)
        expectClose(rocAuc({ average })(targets, outputs, weighted(weights)), value, `${average} AUC`);
      for (const [average, value] of one.ap)
        expectClose(averagePrecision({ average })(targets, outputs, weighted(weights)), value, `${average} AP`);
      const pick = <Value>(values: readonly Value[]): Value[] =>
        values.filter((_, row) => one.samplesRows.includes(row));
      const samples = rocAuc({ average: "samples" });
      expectClose(samples(pick(targets), pick(outputs), weighted(weights && pick(weights))), one.aucSamples, "samples");
    });
});

describe("scores", () => {
  it("have no value where it would have to be invented", () => {
    expect(rocAuc()([], [])).toBeUndefined();
    expect(rocAuc()([1, 1], [0.1, 0.2])).toBeUndefined();
    expect(averagePrecision()([0, 0], [0.1, 0.2])).toBeUndefined();
    expect(logLoss()([], [])).toBeUndefined();
    expect(brierScore()([], [])).toBeUndefined();
    const ovo = rocAuc({ multiClass: "ovo", labels: [0, 1, 2] });
    expect(ovo([0, 0, 2, 2], Array(4).fill([0.2, 0.3, 0.5]))).toBeUndefined();
  });

  it("take yes and no for 1 and 0", () => {
    expect(rocAuc()([false, true, true], [0.1, 0.2, 0.05])).toBe(0.5);
  });

  it("count a class that does not occur when labels name it", () => {
    const rows = [
      [0.7, 0.2, 0.1],
      [0.1, 0.2, 0.7],
    ];
    expect(logLoss({ labels: ["a", "b", "c"] })(["a", "c"], rows)).toBeCloseTo(-Math.log(0.7), 14);
    expect(() => logLoss()(["a", "c"], rows)).toThrow("a score for each of 2 classes");
  });

  it("refuse what is no probability, no answer or of another length, and say where", () => {
    expect(() => logLoss()([0, 1], [0.5, 1.5])).toThrow(
      "probabilities between 0 and 1 (percent? divide by 100), got 1.5 at row 1",
    );
    expect(() => brierScore()([0, 1], [0.5, -0.1])).toThrow("-0.1 at row 1");
    expect(() => rocAuc()([0, 1], [0.5, Number.NaN])).toThrow("finite outputs, got NaN at row 1");
    expect(() => rocAuc()([0, 2], [0.5, 0.6])).toThrow("2 at row 1");
    expect(() => logLoss()([0, 1, 2], [0.5, 0.6, 0.1])).toThrow("0 or 1, or yes or no, got 2 at row 2");
    expect(() => rocAuc()(["no", "yes"], [0.5, 0.6])).toThrow("0 or 1, or yes or no, got no at row 0");
    expect(() => rocAuc()([0, 1], [0.5])).toThrow("2 outputs");
    expect(() => rocAuc()([0, 1], [0.5, 0.6], { weights: [1, -1] })).toThrow("weights of at least 0");
    expect(() => rocAuc({ maxFalsePositiveRate: 0 })).toThrow("`maxFalsePositiveRate`");
    const rows = [
      [0.5, 0.6],
      [0.5, 0.5],
    ];
    expect(() => rocAuc()([0, 1], rows)).toThrow("sum to 1");
    expect(() => logLoss()([0, 1], rows)).toThrow("sum to 1, got 1.1 at row 0");
    // @ts-expect-error an average that there is none
    expect(() => rocAuc({ average: "mean" })).toThrow("`average` to be one of");
  });

  it("take the probabilities of a softmax in single precision as they are", () => {
    const logits = Array.from({ length: 200 }, (_, row) => [0, 1, 2].map((column) => Math.sin(row * 3 + column) * 4));
    const rows = logits.map((row) => {
      const powers = Float32Array.from(row, Math.exp);
      const sum = powers.reduce((total, power) => Math.fround(total + power), 0);
      return powers.map((power) => power / sum);
    });
    const targets = rows.map((_, row) => row % 3);
    for (const metric of [logLoss(), brierScore(), rocAuc()]) expect(metric(targets, rows)).toBeGreaterThan(0);
  });

  it("keep log loss accurate where nearly every row is nearly sure", () => {
    const targets = Array.from({ length: 5000 }, (_, row) => row % 2);
    const outputs = targets.map((target) => (target === 1 ? 1 - 1e-10 : 1e-10));
    expect((logLoss()(targets, outputs) ?? 0) / 1.00000008269e-10).toBeCloseTo(1, 9);
  });
});
