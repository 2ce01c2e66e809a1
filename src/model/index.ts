export { candidateVersion, type Served } from "./candidate-version.js";
export type {
  Disagreement,
  EvaluationCurves,
  EvaluationReport,
  GateDecision,
  GateEvidence,
  GateRuleKind,
  LayerFlow,
  MetricValue,
  PairedComparison,
  Predictions,
} from "./evaluation-report.js";
export type {
  FeatureColumn,
  FeatureDefinition,
  FeatureMatrix,
  FeatureOutput,
  FittedDefinition,
  HistoryEntry,
  HistoryWindow,
} from "./features/features.js";
export type { RowFeaturizer } from "./features/featurize-row.js";
export { labelId, predictionId } from "./ids.js";
export type { LabelledOutputs } from "./labelled-outputs.js";
export { type ModelOptions, model } from "./make-model.js";
export type {
  Decision,
  MatrixModel,
  Model,
  ModelKind,
  ModelManifest,
  ModelName,
  ModelTarget,
  ModelVersion,
  RowModel,
} from "./model.js";
export {
  checkOutputs,
  type JsonOutputs,
  jsonOutputs,
  labelledOutputs,
  type NumericOutputs,
  type NumericTask,
  numericOutputs,
  type Outputs,
  outputAt,
  type TextOutputs,
  textOutputs,
} from "./outputs.js";
export { type DatasetPredictions, predictDataset, type ServedVersion } from "./predict-dataset.js";
export { predictTest } from "./predict-rows.js";
export type { Label, Prediction } from "./prediction.js";
export type { RowMeasure } from "./profile/measure-row.js";
export type { ModelProfile, OutputsProfile, QualityMeasure, QualityProfile } from "./profile/model-profile.js";
export { type ProfileModelOptions, profileModel } from "./profile/profile-model.js";
export type { ClusterQuality } from "./profile/quality-state.js";
export { targetOf } from "./target-of.js";
export type {
  ClassTargets,
  JsonTargets,
  LabelSetTargets,
  NumberTargets,
  RankingTargets,
  TargetRows,
  Targets,
  TextTargets,
  VectorTargets,
} from "./targets.js";
export type { DecidedOf, FreeText, OutputOf, Relevance, Task, TaskOf } from "./task.js";
export type { Candidate, Evaluated, FeatureSets, LabelledMatrix, Trainer, TrainerFacts } from "./training.js";
