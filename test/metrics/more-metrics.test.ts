import {
  accuracy,
  brierScore,
  coverageError,
  d2AbsoluteError,
  d2Pinball,
  d2Tweedie,
  f1Score,
  hammingLoss,
  jaccard,
  ksStatistic,
  labelRankingAveragePrecision,
  labelRankingLoss,
  lift,
  logLoss,
  meanGammaDeviance,
  meanPoissonDeviance,
  meanTweedieDeviance,
  precision,
  precisionRecallAuc,
  recall,
  rocAuc,
  zeroOneLoss,
} from "golden-pipeline/metrics";
import { describe, expect, it } from "vitest";
import { readFixture } from "../scorers/answers/read-fixture.js";
import { expectClose } from "./close.js";

type Numbers = readonly number[];
type Rows = readonly Numbers[];
interface Weighted {
  readonly weights: Numbers | null;
}
interface Fixture {
  readonly binary: readonly (Weighted & {
    readonly targets: Numbers;
    readonly outputs: Numbers;
    readonly precisionRecallAuc: number;
    readonly ks?: number;
    readonly lift?: readonly [share: number, value: number];
    readonly at: readonly (readonly [
      threshold: number,
      precision: number,
      recall: number,
      f1: number,
      accuracy: number,
      wrong: number,
    ])[];
  })[];
  readonly classes: readonly (Weighted & {
    readonly targets: readonly string[];
    readonly outputs: Rows;
    readonly decided: readonly string[];
    readonly accuracy: number;
    readonly macroF1: number;
    readonly jaccard: readonly (readonly ["micro" | "macro" | "weighted", number])[];
    readonly jaccardOf: Numbers;
    readonly wrong: number;
    readonly ovoWeighted: number | null;
  })[];
  readonly labelSets: readonly (Weighted & {
    readonly targets: Rows;
    readonly outputs: Rows;
    readonly labelRankingAveragePrecision: number;
    readonly coverageError: number;
    readonly labelRankingLoss: number;
    readonly jaccard: readonly (readonly ["micro" | "macro" | "weighted" | "samples", number])[];
    readonly hamming: number;
    readonly logLoss: number;
    readonly brier: number;
  })[];
  readonly numbers: readonly (Weighted & {
    readonly targets: Numbers;
    readonly outputs: Numbers;
    readonly outputWeights: Numbers | null;
    readonly d2AbsoluteError: number | null;
    readonly d2Pinball: readonly (readonly [alpha: number, value: number | null])[];
    readonly tweedie?: readonly (readonly [power: number, value: number])[];
    readonly d2Tweedie?: readonly (readonly [power: number, value: number | null])[];
    readonly poisson?: number;
    readonly gamma?: number;
  })[];
}
const fixture = readFixture<Fixture>("metrics-more.json");
const by = ({ weights }: Weighted) => (weights === null ? {} : { weights });

describe("metrics equal scikit-learn's to 1e-12", () => {
  it("of yes and no: the area under precision and recall, KS, lift, and decisions at a threshold", () => {
    for (const one of fixture.binary) {
      const { targets, outputs } = one;
      expectClose(precisionRecallAuc()(targets, outputs, by(one)), one.precisionRecallAuc, "PR-AUC");
      if (one.ks !== undefined) expectClose(ksStatistic()(targets, outputs), one.ks, "KS");
      if (one.lift) expectClose(lift({ share: one.lift[0] })(targets, outputs), one.lift[1], "lift");
      for (const [threshold, ...expected] of one.at) {
        const options = { threshold, zeroDivision: 0 } as const;
        const metrics = [
          precision(options),
          recall(options),
          f1Score(options),
          accuracy({ threshold }),
          zeroOneLoss({ threshold, normalize: false }),
        ];
        for (const [index, metric] of metrics.entries())
          expectClose(metric(targets, outputs, by(one)), expected[index], metric.name);
      }
    }
  });

  it("of classes: Jaccard, wrong rows, and decisions for the likeliest class", () => {
    for (const one of fixture.classes) {
      const { targets, outputs, decided } = one;
      for (const said of [outputs, decided]) {
        expectClose(accuracy()(targets, said, by(one)), one.accuracy, "accuracy");
        expectClose(f1Score({ average: "macro" })(targets, said, by(one)), one.macroF1, "macro F1");
        expectClose(zeroOneLoss({ normalize: false })(targets, said, by(one)), one.wrong, "wrong rows");
        for (const [average, value] of one.jaccard)
          expectClose(jaccard({ average })(targets, said, by(one)), value, `${average} Jaccard`);
        for (const [index, value] of one.jaccardOf.entries()) {
          const of = ["ant", "bee", "cat", "dog", "eel"][index] as string;
          expectClose(jaccard({ of, zeroDivision: 0 })(targets, said, by(one)), value, `Jaccard of ${of}`);
        }
      }
      if (one.ovoWeighted !== null)
        expectClose(rocAuc({ multiClass: "ovo", average: "weighted" })(targets, outputs), one.ovoWeighted, "ovo");
    }
  });

  it("of label sets: label ranking, Jaccard, Hamming loss, log loss and Brier score over labels", () => {
    for (const one of fixture.labelSets) {
      const { targets, outputs } = one;
      expectClose(
        labelRankingAveragePrecision()(targets, outputs, by(one)),
        one.labelRankingAveragePrecision,
        "label ranking average precision",
      );
      expectClose(coverageError()(targets, outputs, by(one)), one.coverageError, "coverage error");
      expectClose(labelRankingLoss()(targets, outputs, by(one)), one.labelRankingLoss, "label ranking loss");
      expectClose(hammingLoss()(targets, outputs, by(one)), one.hamming, "Hamming loss");
      expectClose(logLoss()(targets, outputs, by(one)), one.logLoss, "log loss");
      expectClose(brierScore()(targets, outputs, by(one)), one.brier, "Brier score");
      for (const [average, value] of one.jaccard)
        expectClose(jaccard({ average })(targets, outputs, by(one)), value, `${average} Jaccard`);
    }
  });

  it("of numbers: deviances and D2", () => {
    for (const one of fixture.numbers) {
      const { targets, outputs } = one;
      const options = one.outputWeights ? { outputWeights: one.outputWeights } : {};
      expectClose(d2AbsoluteError(options)(targets, outputs, by(one)), one.d2AbsoluteError, "D2 absolute");
      for (const [alpha, value] of one.d2Pinball)
        expectClose(
          d2Pinball({ ...options, alpha })(targets, outputs, by(one)),
          value,
          `D2 pinball ${alpha} ${JSON.stringify(one)}`,
        );
      for (const [power, value] of one.tweedie ?? [])
        expectClose(meanTweedieDeviance({ power })(targets, outputs, by(one)), value, `Tweedie ${power}`);
      for (const [power, value] of one.d2Tweedie ?? [])
        expectClose(d2Tweedie({ power })(targets, outputs, by(one)), value, `D2 Tweedie ${power}`);
      if (one.poisson !== undefined)
        expectClose(meanPoissonDeviance()(targets, outputs, by(one)), one.poisson, "Poisson");
      if (one.gamma !== undefined) expectClose(meanGammaDeviance()(targets, outputs, by(one)), one.gamma, "gamma");
    }
  });

  it("lift takes of equal outputs at the cut the part that is needed", () => {
    expect(lift({ share: 0.25 })([1, 0, 0, 1], [0.9, 0.9, 0.1, 0.1])).toBe(1);
    expect(lift({ share: 0.5 })([1, 0, 0, 0], [0.9, 0.9, 0.9, 0.1])).toBeCloseTo(4 / 3, 14);
    expect(() => lift({ share: 0 })).toThrow("`share` to be a finite number above 0");
  });
});
