import {
  accuracy,
  averagePrecision,
  balancedAccuracy,
  brierScore,
  expectedCalibrationError,
  f1Score,
  ksStatistic,
  lift,
  logLoss,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  precisionRecallAuc,
  r2,
  rocAuc,
  rootMeanSquaredError,
  symmetricMeanAbsolutePercentageError,
  topKAccuracy,
} from "../metrics/index.js";
import type { EngineMeasureOptions } from "../ports/index.js";

export const ofYesNo: EngineMeasureOptions = {
  task: "binary",
  target: "was",
  output: "said",
  metrics: [
    logLoss(),
    brierScore(),
    rocAuc(),
    averagePrecision(),
    precisionRecallAuc(),
    ksStatistic(),
    lift({ share: 0.25 }),
    expectedCalibrationError({ bins: 4 }),
    accuracy(),
    balancedAccuracy({ threshold: 0.35 }),
  ],
};
const decisions = [
  accuracy(),
  balancedAccuracy(),
  f1Score({ of: "it's" }),
  f1Score({ average: "micro" }),
  f1Score({ average: "macro" }),
  f1Score({ average: "weighted" }),
];
export const ofClasses: EngineMeasureOptions = {
  task: "classes",
  target: "kind",
  output: { ham: "ham", eggs: "eggs", "it's": "its" },
  metrics: [
    ...decisions,
    logLoss(),
    brierScore(),
    topKAccuracy(),
    rocAuc(),
    averagePrecision({ average: "micro" }),
    precisionRecallAuc({ average: "weighted" }),
    expectedCalibrationError({ classes: "each", strategy: "quantile", bins: 3 }),
  ],
};
export const ofDecisions: EngineMeasureOptions = {
  task: "classes",
  target: "kind",
  output: "kindly",
  metrics: decisions,
};
export const ofNumbers: EngineMeasureOptions = {
  task: "number",
  target: "size",
  output: "guess",
  metrics: [
    meanAbsoluteError(),
    meanSquaredError(),
    rootMeanSquaredError(),
    meanAbsolutePercentageError(),
    symmetricMeanAbsolutePercentageError(),
    r2(),
  ],
};
