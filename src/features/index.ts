export {
  applyFeatures,
  createMemoryHistory,
  createRowFeaturizer,
  type Features,
  type FeaturizedRow,
  type FittedFeatures,
  type HistoryStore,
  historyEntries,
  recordHistory,
} from "../model/house.js";
export { engineer } from "./engineer.js";
export { fitFeatures } from "./fit-features.js";
export { type AsOfJoin, asOfJoin } from "./join/as-of-join.js";
export { features } from "./make-features.js";
export { createMemoryOnlineFeatures } from "./online/memory-online-features.js";
export { onlineColumns } from "./online/online-columns.js";
