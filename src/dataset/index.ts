export { collectRows } from "./collect-rows.js";
export { appendDataset } from "./concat-datasets.js";
export { createDataset, type DigestedDataset } from "./create-dataset.js";
export type { Dataset, DatasetLineage, DatasetManifest, DatasetSegment, Split } from "./dataset.js";
export { datasetCodec } from "./dataset-codec.js";
export type { ContractDifference } from "./diff/compare-contracts.js";
export { type DiffDatasetsOptions, diffDatasets } from "./diff/diff-datasets.js";
export type { DatasetDifference, KeyedDifference, UnkeyedDifference } from "./diff/difference.js";
export type { ContentDigest } from "./digest/dataset-digester.js";
export type { TagMove } from "./kept/dataset-log.js";
export { type KeptDataset, type ListDatasetsOptions, listDatasets, listTagMoves } from "./kept/list-datasets.js";
export { openDataset } from "./kept/open-dataset.js";
export { type SaveDatasetOptions, saveDataset } from "./kept/save-dataset.js";
export { type TagDatasetOptions, tagDataset } from "./kept/tag-dataset.js";
export type { FeedbackOrigin, Landed, LandedBatch, LineageOrigin, LoggedReference } from "./landed.js";
export type { CategoryProfile, ColumnProfile, NumberProfile, Profile } from "./profile/profile.js";
export { type ProfileOptions, profileDataset, profileRows } from "./profile/profile-dataset.js";
export {
  type ProfiledColumn,
  type ProfileLayout,
  type ProfileReducer,
  type ProfileState,
  type ProfileStateJson,
  profileReducer,
} from "./profile/profile-reducer.js";
export { type RowRange, selectRows } from "./select-rows.js";
export { sortedRows } from "./sort-by-time.js";
export { wholeBatch } from "./whole-batch.js";
