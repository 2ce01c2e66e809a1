export { createFeastWriter, type FeastWriter } from "./create-feast-writer.js";
export {
  type FeastOfflineFeatures,
  type FeastOfflineFeaturesOptions,
  feastOfflineFeatures,
} from "./feast-offline-features.js";
export { type FeastOnlineFeaturesOptions, feastOnlineFeatures } from "./feast-online-features.js";
export type { FeastJoinOptions } from "./offline-cells.js";
