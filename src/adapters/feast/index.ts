export { createFeastWriter, type FeastWriter } from "./create-feast-writer.js";
export { type FeastOnlineFeaturesOptions, feastOnlineFeatures } from "./feast-online-features.js";
