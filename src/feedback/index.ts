export { type JoinedLabels, type JoinedPrediction, type JoinLabelsOptions, joinLabels } from "./join-labels.js";
export {
  type Correction,
  createLabelLog,
  type LabelLog,
  type LabelLogOptions,
  type NewLabel,
  readLabels,
} from "./label-log.js";
export { type LabelledRowsOptions, labelledRows } from "./labelled-rows.js";
export { pairShadow, type ShadowPairs } from "./pair-shadow.js";
export {
  createPredictionLog,
  type PredictionLog,
  type PredictionLogOptions,
  readPredictions,
} from "./prediction-log.js";
export { type ResolvedLabel, resolveLabels } from "./resolve-labels.js";
export { type RetrainDecision, type RetrainOptions, retrainWhen } from "./retrain-when.js";
