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
export type { JsonOutputs, NumericOutputs, NumericTask, Outputs, TextOutputs } from "./outputs.js";
export { checkOutputs, jsonOutputs, labelledOutputs, numericOutputs, outputAt, textOutputs } from "./outputs.js";
export { predictTest } from "./predict-rows.js";
export type { Label, Prediction } from "./prediction.js";
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
