export type {
  Batch,
  BooleanColumnData,
  ColumnData,
  NumberColumnData,
  OtherColumnData,
  TextColumnData,
  TimeColumnData,
  ValueType,
} from "./columns/column.js";
export type { ColumnCheck, ColumnDefinition, Contract, InputRow, LabelOf, RowOf } from "./contract/contract.js";
export type { Dataset, DatasetLineage, DatasetManifest, DatasetSegment, Split } from "./dataset/dataset.js";
export type { Landed, LandedBatch, LineageOrigin } from "./dataset/landed.js";
export type {
  BooleanColumn,
  Columns,
  Condition,
  Duration,
  Expression,
  History,
  HistoryOptions,
  KeysOf,
  NumberColumn,
  TextColumn,
  TimeColumn,
  ZoneOptions,
} from "./expression/expression.js";
export type { ExpressionNode, FittedNode, HistoryNode } from "./expression/node.js";
export type {
  FeatureColumn,
  FeatureDefinition,
  FeatureMatrix,
  FeatureOutput,
  Features,
  FittedDefinition,
  FittedFeatures,
  HistoryEntry,
  HistoryStore,
  HistoryWindow,
} from "./features/features.js";
export type {
  Decided,
  Decision,
  Model,
  ModelKind,
  ModelManifest,
  ModelName,
  ModelVersion,
  ServingBundle,
} from "./model/model.js";
export type { Candidate, Evaluated, FeatureSets, LabelledMatrix, Trainer } from "./model/training.js";
export type {
  EvaluationReport,
  GateDecision,
  GateEvidence,
  MetricValue,
  Predictions,
} from "./outcome/evaluation-report.js";
export type { Label, Prediction } from "./outcome/prediction.js";
export type { ColumnProfile, Profile } from "./outcome/profile.js";
