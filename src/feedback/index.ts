export { type JoinedLabels, type JoinedPrediction, type JoinLabelsOptions, joinLabels } from "./join-labels.js";
export {
  type Correction,
  createLabelLog,
  type LabelLog,
  type LabelLogOptions,
  type NewLabel,
  type ReadLabelsOptions,
  readLabels,
} from "./label-log.js";
export { type LabelledRowsOptions, labelledRows } from "./labelled-rows.js";
export { createMemoryPredictions, type MemoryPredictions } from "./memory-predictions.js";
export { type PairShadowOptions, pairShadow, type ShadowPairs } from "./pair-shadow.js";
export {
  createPredictionLog,
  type NewPrediction,
  type PredictionLog,
  type PredictionLogOptions,
  type ReadPredictionsOptions,
  readPrediction,
  readPredictions,
} from "./prediction-log.js";
export type { RetrainAlarm } from "./retrain-decision.js";
export { type Retrain, type RetrainDecision, type RetrainOptions, retrainWhen } from "./retrain-when.js";
