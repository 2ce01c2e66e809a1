export type { Features, FeaturizedRow, FeaturizeOptions, FittedFeatures, HistoryStore } from "../data/index.js";
export {
  createMemoryHistory,
  createRowFeaturizer,
  historyEntries,
  type MemoryHistoryOptions,
  type RecordHistoryOptions,
  recordHistory,
} from "../data/index.js";
export { applyFeatures, type FeatureRows } from "../table/index.js";
export { type EngineerOptions, engineer } from "./engineer.js";
export { fitFeatures } from "./fit-features.js";
export { features } from "./make-features.js";
