export {
  applyFeatures,
  createMemoryHistory,
  createRowFeaturizer,
  type FeatureRows,
  type Features,
  type FeaturizedRow,
  type FeaturizeOptions,
  type FittedFeatures,
  type HistoryStore,
  historyEntries,
  type MemoryHistoryOptions,
  type RecordHistoryOptions,
  recordHistory,
} from "../model/house.js";
export { type EngineerOptions, engineer } from "./engineer.js";
export { fitFeatures } from "./fit-features.js";
export { features } from "./make-features.js";
export { createMemoryOnlineFeatures, type MemoryOnlineFeaturesOptions } from "./online/memory-online-features.js";
export { type OnlineColumnsOptions, type OnlineRow, onlineColumns } from "./online/online-columns.js";
