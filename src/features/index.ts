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
