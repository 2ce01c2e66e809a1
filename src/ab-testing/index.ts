export { type ArmsEffect, compareArms } from "./compare-arms.js";
export { compareProportions, type Effect } from "./compare-proportions.js";
export { requiredSampleSize } from "./required-sample-size.js";
export { type SampleRatio, sampleRatioMismatch } from "./sample-ratio-mismatch.js";
