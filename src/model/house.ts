/** What other rooms of the house use of this one; not exported from the package. */
export { candidateCodec } from "./codecs/candidate-codec.js";
export { featureSetsCodec } from "./codecs/feature-sets-codec.js";
export { calibrate, decidedAt, defaultDecision } from "./decide.js";
export { aggregateWindow, finishSum } from "./features/aggregate-window.js";
export { applyFeatures, type FeatureRows, featureColumn } from "./features/apply-features.js";
export type { Features, FittedFeatures, HistoryStore } from "./features/features.js";
export { createRowFeaturizer, type FeaturizedRow, type FeaturizeOptions } from "./features/featurize-row.js";
export { finishNumber, type LearnedScale } from "./features/finish-value.js";
export { createMemoryHistory, type MemoryHistoryOptions } from "./features/memory-history.js";
export { historySeries, type NamedHistory, type PreparedFeature, prepareFeature } from "./features/prepare-feature.js";
export { historiesOf, historyEntries, type RecordHistoryOptions, recordHistory } from "./features/record-history.js";
export { findModel } from "./live-models.js";
export { type PredictedRows, predictRows } from "./predict-rows.js";
export { targetsOf } from "./targets-of.js";
export { tasks } from "./task.js";
