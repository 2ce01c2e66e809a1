export { batchesFromArrow, batchFromArrow } from "./arrow/batches-from-arrow.js";
export { decodeArrow } from "./arrow/decode-arrow.js";
export { encodeArrow } from "./arrow/encode-arrow.js";
export { toArrow } from "./arrow/to-arrow.js";
export { candidateCodec } from "./codecs/candidate-codec.js";
export { featureSetsCodec } from "./codecs/feature-sets-codec.js";
export { contractFromJson, contractToJson } from "./contract-json.js";
export { appendDataset, concatDatasets } from "./dataset/concat-datasets.js";
export { contentOf, createDataset, type DigestedDataset, noLineage } from "./dataset/create-dataset.js";
export { datasetCodec, splitCodec } from "./dataset/dataset-codec.js";
export { type RowRange, selectRows } from "./dataset/select-rows.js";
export { sortByTime, sortedRows } from "./dataset/sort-by-time.js";
export { wholeBatch } from "./dataset/whole-batch.js";
export {
  type ContentDigest,
  createDatasetDigester,
  type DatasetDigester,
  firstRowToFeed,
} from "./digest/dataset-digester.js";
export type { ColumnFunction } from "./expression/column-access.js";
export { compileColumns } from "./expression/compile-columns.js";
export { applyFeatures, type FeatureRows, featureColumn } from "./features/apply-features.js";
export { mergeProfiles } from "./profile/merge-profiles.js";
export { profileBatch } from "./profile/profile-batch.js";
export { type ProfileOptions, profileDataset } from "./profile/profile-dataset.js";
