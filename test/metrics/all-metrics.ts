import type { Metric } from "golden-pipeline/metrics";
import * as metrics from "golden-pipeline/metrics";

type AnyMetric = Metric<never>;

/** Every metric of the room with options that matter, by the task it is asked of. */
export const yesNoMetrics: readonly AnyMetric[] = [
  metrics.accuracy(),
  metrics.accuracy({ threshold: 0.3 }),
  metrics.zeroOneLoss(),
  metrics.zeroOneLoss({ normalize: false }),
  metrics.hammingLoss(),
  metrics.balancedAccuracy(),
  metrics.matthewsCorrelation(),
  metrics.cohenKappa(),
  metrics.precision(),
  metrics.recall({ threshold: 0.4 }),
  metrics.f1Score(),
  metrics.fbetaScore({ beta: 2 }),
  metrics.jaccard(),
  metrics.logLoss(),
  metrics.brierScore(),
  metrics.rocAuc(),
  metrics.rocAuc({ maxFalsePositiveRate: 0.4 }),
  metrics.averagePrecision(),
  metrics.precisionRecallAuc(),
  metrics.ksStatistic(),
  metrics.lift({ share: 0.3 }),
  metrics.costAt({ threshold: 0.4, falsePositive: 1, falseNegative: 3.7 }),
  metrics.expectedCalibrationError({ bins: 4 }),
  metrics.expectedCalibrationError({ bins: 3, strategy: "quantile" }),
];

const labels = ["ant", "bee", "cat"];
export const classMetrics: readonly AnyMetric[] = [
  metrics.accuracy(),
  metrics.balancedAccuracy({ adjusted: true }),
  metrics.matthewsCorrelation(),
  metrics.cohenKappa({ kappaWeights: "linear" }),
  metrics.f1Score({ average: "macro" }),
  metrics.precision({ average: "weighted" }),
  metrics.recall({ of: "bee" }),
  metrics.jaccard({ average: "micro" }),
];

export const classProbabilityMetrics: readonly AnyMetric[] = [
  metrics.topKAccuracy({ labels }),
  metrics.logLoss({ labels }),
  metrics.brierScore({ labels }),
  metrics.rocAuc({ labels, average: "weighted" }),
  metrics.rocAuc({ labels, average: "micro" }),
  metrics.rocAuc({ labels, multiClass: "ovo" }),
  metrics.averagePrecision({ labels }),
  metrics.precisionRecallAuc({ labels }),
  metrics.expectedCalibrationError({ labels }),
  metrics.expectedCalibrationError({ labels, classes: "each", bins: 3 }),
  metrics.expectedCalibrationError({ labels, classes: { of: "cat" } }),
];

export const labelSetMetrics: readonly AnyMetric[] = [
  metrics.accuracy(),
  metrics.hammingLoss({ threshold: 0.4 }),
  metrics.f1Score({ average: "samples" }),
  metrics.f1Score({ average: "macro" }),
  metrics.jaccard({ average: "weighted" }),
  metrics.logLoss(),
  metrics.brierScore(),
  metrics.rocAuc({ average: "micro" }),
  metrics.averagePrecision({ average: "samples" }),
  metrics.labelRankingAveragePrecision(),
  metrics.coverageError(),
  metrics.labelRankingLoss(),
];

export const numberMetrics: readonly AnyMetric[] = [
  metrics.meanAbsoluteError(),
  metrics.meanSquaredError(),
  metrics.rootMeanSquaredError(),
  metrics.meanAbsolutePercentageError(),
  metrics.symmetricMeanAbsolutePercentageError(),
  metrics.meanSquaredLogError(),
  metrics.rootMeanSquaredLogError(),
  metrics.meanPinballLoss({ alpha: 0.2 }),
  metrics.meanPoissonDeviance(),
  metrics.meanGammaDeviance(),
  metrics.meanTweedieDeviance({ power: 1.5 }),
  metrics.medianAbsoluteError(),
  metrics.maxError(),
  metrics.r2(),
  metrics.explainedVariance(),
  metrics.d2AbsoluteError(),
  metrics.d2Pinball({ alpha: 0.8 }),
  metrics.d2Tweedie({ power: 1 }),
];

export const rankingMetrics: readonly AnyMetric[] = [
  metrics.dcg({ k: 3 }),
  metrics.ndcg({ gain: "exponential" }),
  metrics.ndcg({ withoutRelevant: "skip" }),
  metrics.meanAveragePrecision({ k: 2, denominator: "reachable" }),
  metrics.meanReciprocalRank(),
  metrics.precisionAtK({ k: 2 }),
  metrics.recallAtK({ k: 2 }),
];
