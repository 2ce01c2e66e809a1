export { appendDataset } from "./concat-datasets.js";
export type { DigestedDataset } from "./create-dataset.js";
export type { Dataset, DatasetLineage, DatasetManifest, DatasetSegment, Split } from "./dataset.js";
export { datasetCodec } from "./dataset-codec.js";
export type { ContentDigest } from "./digest/dataset-digester.js";
export type { FeedbackOrigin, Landed, LandedBatch, LineageOrigin, LoggedReference } from "./landed.js";
export { sortedRows } from "./sort-by-time.js";
export { wholeBatch } from "./whole-batch.js";
