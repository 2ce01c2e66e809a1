import * as metrics from "golden-pipeline/metrics";
import type { Surfaces } from "./surface.js";

const [targets, outputs] = [
  [0, 1, 1, 0],
  [0.2, 0.9, 0.4, 0.6],
];
const infinite = { "its limit is a metric too": { beta: ["infinite"] } } as const;
const anyCost = { "a cost below 0 is a gain": { falsePositive: ["negative"], falseNegative: ["negative"] } } as const;
const classOf = { "a class may be any number or text": { of: ["negative", "text"] } } as const;

export const metricSurfaces: Surfaces = {
  accuracy: { call: metrics.accuracy },
  hammingLoss: { call: metrics.hammingLoss },
  zeroOneLoss: { call: metrics.zeroOneLoss },
  balancedAccuracy: { call: metrics.balancedAccuracy },
  cohenKappa: { call: metrics.cohenKappa },
  matthewsCorrelation: { call: metrics.matthewsCorrelation },
  jaccard: { call: metrics.jaccard, takes: classOf },
  f1Score: { call: metrics.f1Score, takes: classOf },
  precision: { call: metrics.precision, takes: classOf },
  recall: { call: metrics.recall, takes: classOf },
  fbetaScore: { call: metrics.fbetaScore, valid: { beta: 2 }, takes: { ...classOf, ...infinite } },
  topKAccuracy: { call: metrics.topKAccuracy },
  classificationReport: {
    call: (options) => metrics.classificationReport(targets, outputs, options),
    takes: infinite,
  },
  confusionMatrix: { call: (options) => metrics.confusionMatrix(targets, targets, options) },
  calibrationCurve: {
    call: (options) => metrics.calibrationCurve(targets, outputs, options),
    takes: classOf,
  },
  precisionRecallCurve: { call: (options) => metrics.precisionRecallCurve(targets, outputs, options) },
  rocCurve: { call: (options) => metrics.rocCurve(targets, outputs, options) },
  metricInterval: {
    call: (options) => metrics.metricInterval(metrics.rocAuc(), targets, outputs, options),
    takes: { "a seed may be any number or text": { seed: ["negative", "text"] } },
  },
  brierScore: { call: metrics.brierScore },
  expectedCalibrationError: {
    call: metrics.expectedCalibrationError,
    valid: { classes: { of: "a" } },
    takes: { "a class may be any number or text": { "classes.of": ["negative", "text"] } },
  },
  logLoss: { call: metrics.logLoss },
  rocAuc: { call: metrics.rocAuc },
  costAt: { call: metrics.costAt, valid: { threshold: 0.5, falsePositive: 1, falseNegative: 2 }, takes: anyCost },
  thresholdByCost: {
    call: (options) => metrics.thresholdByCost(targets, outputs, options),
    valid: { falsePositive: 1, falseNegative: 2 },
  },
  averagePrecision: { call: metrics.averagePrecision },
  lift: { call: metrics.lift },
  precisionRecallAuc: { call: metrics.precisionRecallAuc },
  dcg: { call: metrics.dcg },
  ndcg: { call: metrics.ndcg },
  meanAveragePrecision: { call: metrics.meanAveragePrecision },
  meanReciprocalRank: { call: metrics.meanReciprocalRank },
  precisionAtK: { call: metrics.precisionAtK, valid: { k: 3 } },
  recallAtK: { call: metrics.recallAtK, valid: { k: 3 } },
  d2AbsoluteError: { call: metrics.d2AbsoluteError },
  d2Pinball: { call: metrics.d2Pinball },
  d2Tweedie: { call: metrics.d2Tweedie, takes: { "such a distribution exists": { power: ["negative"] } } },
  meanGammaDeviance: { call: metrics.meanGammaDeviance },
  meanPoissonDeviance: { call: metrics.meanPoissonDeviance },
  meanTweedieDeviance: {
    call: metrics.meanTweedieDeviance,
    takes: { "such a distribution exists": { power: ["negative"] } },
  },
  explainedVariance: { call: metrics.explainedVariance },
  r2: { call: metrics.r2 },
  meanAbsoluteError: { call: metrics.meanAbsoluteError },
  meanAbsolutePercentageError: { call: metrics.meanAbsolutePercentageError },
  meanPinballLoss: { call: metrics.meanPinballLoss },
  meanSquaredError: { call: metrics.meanSquaredError },
  meanSquaredLogError: { call: metrics.meanSquaredLogError },
  rootMeanSquaredError: { call: metrics.rootMeanSquaredError },
  rootMeanSquaredLogError: { call: metrics.rootMeanSquaredLogError },
  symmetricMeanAbsolutePercentageError: { call: metrics.symmetricMeanAbsolutePercentageError },
  maxError: { call: metrics.maxError },
  medianAbsoluteError: { call: metrics.medianAbsoluteError },
  scorePerOutput: {
    call: (options) => metrics.scorePerOutput(metrics.r2(), [[1], [2]], [[1], [2]], options),
  },
};
