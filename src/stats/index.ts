export { DDSketch, type DDSketchJson } from "./dd-sketch.js";
export { beta, chiSquare, fisherF, normal, studentT } from "./distributions/distributions.js";
export { ExactMoments, type Moments } from "./exact/exact-moments.js";
export { ExactSum } from "./exact/exact-sum.js";
export { chiSquareTest } from "./inference/chi-square-test.js";
export {
  type Arm,
  type ClusterRobustEstimate,
  clusterRobustDifference,
  clusterRobustMean,
} from "./inference/cluster-robust.js";
export { benjaminiHochberg, holm } from "./inference/multiple-testing.js";
export {
  compareProportionCounts,
  type Proportion,
  type ProportionDifference,
  wilsonInterval,
} from "./inference/proportions.js";
export { type Interval, minimumDetectableEffect, tInterval, tTestPValue } from "./inference/t-interval.js";
export { quantileSorted } from "./quantile-sorted.js";
export { normalDraw, sampleIndices, shuffle, uniform, uniformInteger } from "./random/draws.js";
export { logGamma } from "./special/log-gamma.js";
export { regularizedBeta } from "./special/regularized-beta.js";
export { regularizedGamma } from "./special/regularized-gamma.js";
