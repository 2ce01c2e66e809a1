/** What other rooms of the house use of this one; not exported from the package. */
export { batchesFromArrow, batchFromArrow } from "./arrow/batches-from-arrow.js";
export { decodeArrow } from "./arrow/decode-arrow.js";
export { encodeArrow } from "./arrow/encode-arrow.js";
export { toArrow } from "./arrow/to-arrow.js";
export { rowsOfDataset } from "./collect-rows.js";
export { concatDatasets } from "./concat-datasets.js";
export { contentOf, noLineage } from "./create-dataset.js";
export type { DatasetManifest } from "./dataset.js";
export { readStoredDataset, splitCodec } from "./dataset-codec.js";
export type { ContentDigest } from "./digest/dataset-digester.js";
export { createDatasetDigester, type DatasetDigester, firstRowToFeed } from "./digest/dataset-digester.js";
export { readKeptManifest } from "./kept/read-kept-manifest.js";
export type { FeedbackOrigin, LoggedReference } from "./landed.js";
export type { ColumnProfile } from "./profile/profile.js";
export type { ProfiledColumn, ProfileLayout } from "./profile/profile-reducer.js";
export { layoutOf } from "./profile/profile-reducer.js";
export { hashWord } from "./profile/word-counts.js";
export { sortByTime } from "./sort-by-time.js";
