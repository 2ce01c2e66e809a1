/** What other rooms of the house use of this one; not exported from the package. */

export type { Served } from "./candidate-version.js";
export { candidateCodec } from "./codecs/candidate-codec.js";
export { featureSetsCodec } from "./codecs/feature-sets-codec.js";
export { calibrate, decidedAt, defaultDecision } from "./decide.js";
export { decisionRule } from "./decision-rule.js";
export type {
  Disagreement,
  GateDecision,
  GateRuleKind,
  LayerFlow,
  MetricValue,
  PairedComparison,
  UnansweredCount,
  UnansweredReport,
} from "./evaluation-report.js";
export { aggregateWindow, finishSum } from "./features/aggregate-window.js";
export { applyFeatures, type FeatureRows, featureColumn } from "./features/apply-features.js";
export type { Features, FittedDefinition, FittedFeatures, HistoryStore } from "./features/features.js";
export { featuresDigest } from "./features/features-digest.js";
export { createRowFeaturizer, type FeaturizedRow, type FeaturizeOptions } from "./features/featurize-row.js";
export { finishNumber, type LearnedScale } from "./features/finish-value.js";
export { createMemoryHistory, type MemoryHistoryOptions } from "./features/memory-history.js";
export { historySeries, type NamedHistory, type PreparedFeature, prepareFeature } from "./features/prepare-feature.js";
export { historiesOf, historyEntries, type RecordHistoryOptions, recordHistory } from "./features/record-history.js";
export type { LabelledOutputs } from "./labelled-outputs.js";
export { isLoggedOutput, loggedLabels, outputsFromLog } from "./logged-outputs.js";
export { readLoggedRow, readLoggedTimes } from "./logged-row.js";
export { changesOfModel, type ModelDefinition, modelDefinition } from "./model-definition.js";
export { checkOutputs } from "./outputs.js";
export { servedOf } from "./predict-dataset.js";
export { predictRows } from "./predict-rows.js";
export { clusterMean } from "./profile/cluster-mean.js";
export type { RowMeasure } from "./profile/measure-row.js";
export { measureRow, primaryMeasure } from "./profile/measure-row.js";
export { type OutputFacts, outputColumns, outputRow } from "./profile/output-columns.js";
export type { ClusterQuality } from "./profile/quality-state.js";
export { QualityState, type QualityStateJson } from "./profile/quality-state.js";
export { rowsWithPast } from "./rows-with-past.js";
export { targetAt } from "./target-at.js";
export { compileTarget, targetOf } from "./target-of.js";
export type {
  ClassTargets,
  LabelSetTargets,
  NumberTargets,
  RankingTargets,
  TargetRows,
  VectorTargets,
} from "./targets.js";
export { targetsOf } from "./targets-of.js";
export { tasks } from "./task.js";
export { checkUnanswered, takeUnanswered, type UnansweredKind, unansweredAt } from "./unanswered.js";
export { UnansweredError } from "./unanswered-error.js";
