export { candidateVersion } from "./candidate-version.js";
export type { Contributions } from "./contributions.js";
export type { EvaluationReport, GateEvidence, Predictions } from "./evaluation-report.js";
export { explainDataset, type RowExplanation } from "./explain-dataset.js";
export type { FeatureColumn, FeatureMatrix, HistoryEntry, HistoryWindow } from "./features/features.js";
export type { RowFeaturizer } from "./features/featurize-row.js";
export { labelId, predictionId } from "./ids.js";
export { model } from "./make-model.js";
export type {
  Decision,
  MatrixModel,
  Model,
  ModelKind,
  ModelManifest,
  ModelName,
  ModelVersion,
  RowModel,
} from "./model.js";
export {
  type JsonOutputs,
  jsonOutputs,
  labelledOutputs,
  type NumericOutputs,
  numericOutputs,
  type Outputs,
  outputAt,
  type TextOutputs,
  textOutputs,
} from "./outputs.js";
export { type DatasetPredictions, predictDataset } from "./predict-dataset.js";
export { predictTest } from "./predict-rows.js";
export type { Label, Prediction } from "./prediction.js";
export type { RowMeasure } from "./profile/measure-row.js";
export type { ModelProfile } from "./profile/model-profile.js";
export { profileModel } from "./profile/profile-model.js";
export type { Targets } from "./targets.js";
export type { DecidedOf, FreeText, OutputOf, Relevance, Task, TaskOf } from "./task.js";
export type { Candidate, Evaluated, FeatureSets, LabelledMatrix, Trainer } from "./training.js";
export type { UnansweredRow } from "./unanswered.js";
export { UnansweredError } from "./unanswered-error.js";
