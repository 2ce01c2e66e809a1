export { type JoinedLabels, type JoinedPrediction, joinLabels } from "./join-labels.js";
export { createLabelLog, type LabelLog, type NewLabel, readLabels } from "./label-log.js";
export { labelledRows } from "./labelled-rows.js";
export { createMemoryPredictions, type MemoryPredictions } from "./memory-predictions.js";
export { pairShadow, type ShadowPairs } from "./pair-shadow.js";
export {
  createPredictionLog,
  type NewPrediction,
  type PredictionLog,
  readPrediction,
  readPredictions,
} from "./prediction-log.js";
export { type Retrain, type RetrainDecision, retrainWhen } from "./retrain-when.js";
