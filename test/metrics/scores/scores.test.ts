import { describe, expect, it } from "vitest";
import { calibrationCurve, precisionRecallCurve, rocCurve } from "../../../src/metrics/curves/index.js";
import {
  averagePrecisionScore,
  brierScoreLoss,
  type ColumnAverage,
  logLossScore,
  rocAucScore,
} from "../../../src/metrics/scores/index.js";
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
      expectClose(rocAucScore(targets, outputs, options), one.rocAuc, "ROC-AUC");
      for (const [maxFalsePositiveRate, value] of one.partial)
        expectClose(rocAucScore(targets, outputs, { ...options, maxFalsePositiveRate }), value, "partial AUC");
      expectClose(averagePrecisionScore(targets, outputs, options), one.averagePrecision, "average precision");
      expectClose(logLossScore(targets, outputs, options), one.logLoss, "log loss");
      expectClose(brierScoreLoss(targets, outputs, options), one.brier, "Brier");
      expectClose(brierScoreLoss(targets, outputs, { ...options, scaleByHalf: false }), one.brierWhole, "Brier");
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
        const points = rocCurve(given, answers, 1000);
        expect(points).toHaveLength(roc[0].length);
        points.forEach(([x, y], at) => {
          expectClose(x, roc[0][at], "false positive rate");
          expectClose(y, roc[1][at], "true positive rate");
        });
      }
      for (const [bins, strategy, observed, predicted] of calibration ?? []) {
        const curve = calibrationCurve(given, answers, { bins, strategy });
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
        expectClose(
          rocAucScore(targets, outputs, { ...options, multiClass, average }),
          value,
          `${multiClass} ${average}`,
        );
      for (const [average, value] of one.ap)
        expectClose(averagePrecisionScore(targets, outputs, { ...options, average }), value, `${average} AP`);
      expectClose(logLossScore(targets, outputs, options), one.logLoss, "log loss");
      expectClose(brierScoreLoss(targets, outputs, options), one.brier, "Brier");
      expectClose(brierScoreLoss(targets, outputs, { ...options, scaleByHalf: true }), one.brierHalf, "half");
    });
  for (const [index, one] of fixture.labelSets.entries())
    it(`label sets ${index + 1}: ${one.targets.length} rows`, () => {
      const { targets, outputs, weights } = one;
      for (const [average, value] of one.auc)
        expectClose(rocAucScore(targets, outputs, { ...weighted(weights), average }), value, `${average} AUC`);
      for (const [average, value] of one.ap)
        expectClose(averagePrecisionScore(targets, outputs, { ...weighted(weights), average }), value, `${average} AP`);
      const pick = <Value>(values: readonly Value[]): Value[] =>
        values.filter((_, row) => one.samplesRows.includes(row));
      const options = { ...weighted(weights && pick(weights)), average: "samples" as const };
      expectClose(rocAucScore(pick(targets), pick(outputs), options), one.aucSamples, "samples");
    });
});

describe("scores", () => {
  it("have no value where it would have to be invented", () => {
    expect(rocAucScore([], [])).toBeUndefined();
    expect(rocAucScore([1, 1], [0.1, 0.2])).toBeUndefined();
    expect(averagePrecisionScore([0, 0], [0.1, 0.2])).toBeUndefined();
    expect(logLossScore([], [])).toBeUndefined();
    expect(brierScoreLoss([], [])).toBeUndefined();
    expect(rocAucScore([0, 0, 2, 2], Array(4).fill([0.2, 0.3, 0.5]), { multiClass: "ovo", labels: [0, 1, 2] })).toBe(
      undefined,
    );
  });

  it("take yes and no for 1 and 0", () => {
    expect(rocAucScore([false, true, true], [0.1, 0.2, 0.05])).toBe(0.5);
  });

  it("count a class that does not occur when labels name it", () => {
    const rows = [
      [0.7, 0.2, 0.1],
      [0.1, 0.2, 0.7],
    ];
    expect(logLossScore(["a", "c"], rows, { labels: ["a", "b", "c"] })).toBeCloseTo(-Math.log(0.7), 14);
    expect(() => logLossScore(["a", "c"], rows)).toThrow("a score for each of 2 classes");
  });

  it("refuse what is no probability, no answer or of another length, and say where", () => {
    expect(() => logLossScore([0, 1], [0.5, 1.5])).toThrow('probabilities between 0 and 1, got "1.5 at row 1"');
    expect(() => brierScoreLoss([0, 1], [0.5, -0.1])).toThrow("-0.1 at row 1");
    expect(() => rocAucScore([0, 1], [0.5, Number.NaN])).toThrow('finite outputs, got "NaN at row 1"');
    expect(() => rocAucScore([0, 2], [0.5, 0.6])).toThrow("2 at row 1");
    expect(() => rocAucScore(["no", "yes"], [0.5, 0.6])).toThrow("0 or 1, or yes or no");
    expect(() => rocAucScore([0, 1], [0.5])).toThrow("2 outputs");
    expect(() => rocAucScore([0, 1], [0.5, 0.6], { weights: [1, -1] })).toThrow("weights of at least 0");
    expect(() => rocAucScore([0, 1], [0.5, 0.6], { maxFalsePositiveRate: 0 })).toThrow("`maxFalsePositiveRate`");
    const rows = [
      [0.5, 0.6],
      [0.5, 0.5],
    ];
    expect(() => rocAucScore([0, 1], rows, { multiClass: "ovr" })).toThrow("sum to 1");
    expect(() => logLossScore([0, 1], rows)).toThrow("sum to 1");
    expect(() => rocAucScore([0, 1], [rows[1] ?? [], rows[1] ?? []])).toThrow('`multiClass` "ovr" or "ovo"');
  });

  it("keep log loss accurate where nearly every row is nearly sure", () => {
    const targets = Array.from({ length: 5000 }, (_, row) => row % 2);
    const outputs = targets.map((target) => (target === 1 ? 1 - 1e-10 : 1e-10));
    expect((logLossScore(targets, outputs) ?? 0) / 1.00000008269e-10).toBeCloseTo(1, 9);
  });
});
