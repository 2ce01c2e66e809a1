export { type TectonOnlineFeaturesOptions, tectonOnlineFeatures } from "./tecton-online-features.js";
