export { DDSketch, type DDSketchJson } from "./dd-sketch.js";
export { ExactSum, type ExactSumJson } from "./exact/exact-sum.js";
export type { Arm, ClusterRobustEstimate } from "./inference/cluster-robust.js";
export { holm } from "./inference/multiple-testing.js";
export type { Proportion } from "./inference/proportions.js";
export {
  type StatisticInterval,
  type StatisticIntervalOptions,
  statisticInterval,
} from "./inference/statistic-interval.js";
export type { Interval } from "./inference/t-interval.js";
export type { Reducer, ReducerState } from "./reducer.js";
