export { appendDataset } from "./concat-datasets.js";
export type { DigestedDataset } from "./create-dataset.js";
export type { Dataset, DatasetLineage, DatasetManifest, DatasetSegment, Split } from "./dataset.js";
export { datasetCodec } from "./dataset-codec.js";
export type { ContentDigest } from "./digest/dataset-digester.js";
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
export { sortedRows } from "./sort-by-time.js";
export { wholeBatch } from "./whole-batch.js";
