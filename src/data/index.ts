export { batchFromRows, columnFromValues } from "./columns/batch-from-rows.js";
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
export { concatBatches } from "./columns/concat-batches.js";
export { sliceBatch, takeRows } from "./columns/take-rows.js";
export { buildValidity, countMissing, isMissing } from "./columns/validity.js";
export { rowAt, rowsOf, scalarAt, valueAt } from "./columns/value-at.js";
export type { ColumnCheck, ColumnDefinition, Contract, InputRow, LabelOf, RowOf } from "./contract/contract.js";
export { type DerivedSchema, derive, type WithDerived } from "./contract/derive.js";
export { type ContractOptions, contract } from "./contract/make-contract.js";
export { collectRows, rowsOfDataset } from "./dataset/collect-rows.js";
export type { Dataset, DatasetLineage, DatasetManifest, DatasetSegment, Split } from "./dataset/dataset.js";
export type { Landed, LandedBatch, LineageOrigin } from "./dataset/landed.js";
export { columnsOf } from "./expression/columns-of.js";
export { compileRow, type ExpressionRow } from "./expression/compile-row.js";
export { describeExpression } from "./expression/describe-expression.js";
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
export type { HistoryScope } from "./expression/history-scope.js";
export type { ExpressionNode, FittedNode, HistoryNode } from "./expression/node.js";
export { columnsUsed, operandsOf, type Scalar, typeOf } from "./expression/scalar.js";
export { type CalendarPart, calendarNumber, dayText, localDay } from "./expression/semantics/calendar-part.js";
export { matcher } from "./expression/semantics/matcher.js";
export { arithmetic, comparison, minutesSince, plusMinutes, unary } from "./expression/semantics/operators.js";
export { instantOf, zoneOffset } from "./expression/semantics/zone-offset.js";
export { aggregateWindow, finishSum } from "./features/aggregate-window.js";
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
export {
  createRowFeaturizer,
  type FeaturizedRow,
  type FeaturizeOptions,
  type RowFeaturizer,
} from "./features/featurize-row.js";
export { finishNumber, type LearnedScale } from "./features/finish-value.js";
export { createMemoryHistory, type MemoryHistoryOptions } from "./features/memory-history.js";
export { historySeries, type NamedHistory, type PreparedFeature, prepareFeature } from "./features/prepare-feature.js";
export {
  historiesOf,
  historyEntries,
  type RecordHistoryOptions,
  recordHistory,
} from "./features/record-history.js";
export { type Application, application, applicationBytes, applicationVersion } from "./model/application.js";
export { decide } from "./model/decide.js";
export { findModel } from "./model/live-models.js";
export { type ModelOptions, model } from "./model/make-model.js";
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
export type { Candidate, Evaluated, FeatureSets, LabelledMatrix, Trainer, TrainerFacts } from "./model/training.js";
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
} from "./outcome/evaluation-report.js";
export type { Label, Prediction } from "./outcome/prediction.js";
export type { ColumnProfile, Profile } from "./outcome/profile.js";
