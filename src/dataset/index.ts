export { collectRows } from "./collect-rows.js";
export { appendDataset } from "./concat-datasets.js";
export { createDataset, type DigestedDataset } from "./create-dataset.js";
export type { Dataset, Split } from "./dataset.js";
export { datasetCodec } from "./dataset-codec.js";

export { diffDatasets } from "./diff/diff-datasets.js";
export type { DatasetDifference } from "./diff/difference.js";

export type { TagMove } from "./kept/dataset-log.js";
export { type KeptDataset, listDatasets, listTagMoves } from "./kept/list-datasets.js";
export { openDataset } from "./kept/open-dataset.js";
export { saveDataset } from "./kept/save-dataset.js";
export { tagDataset } from "./kept/tag-dataset.js";
export type { Landed, LandedBatch } from "./landed.js";
export type { Profile } from "./profile/profile.js";
export { profileDataset, profileRows } from "./profile/profile-dataset.js";
export {
  type ProfileReducer,
  type ProfileState,
  type ProfileStateJson,
  profileReducer,
} from "./profile/profile-reducer.js";
export { selectRows } from "./select-rows.js";
export { sortedRows } from "./sort-by-time.js";
export { wholeBatch } from "./whole-batch.js";
