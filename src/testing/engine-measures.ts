import {
  accuracy,
  balancedAccuracy,
  brierScore,
  logLoss,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  r2,
  rocAuc,
  rootMeanSquaredError,
  symmetricMeanAbsolutePercentageError,
} from "../metrics/index.js";
import type { EngineMeasureOptions } from "../ports/index.js";

export const ofYesNo: EngineMeasureOptions = {
  task: "binary",
  target: "was",
  output: "said",
  metrics: [logLoss(), brierScore(), rocAuc(), accuracy(), balancedAccuracy({ threshold: 0.35 })],
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
