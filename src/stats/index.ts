export { DDSketch, type DDSketchJson } from "./dd-sketch.js";
export type { ClusterRobustEstimate } from "./inference/cluster-robust.js";
export { holm } from "./inference/multiple-testing.js";

export { type StatisticInterval, statisticInterval } from "./inference/statistic-interval.js";
export type { Interval } from "./inference/t-interval.js";
export type { Reducer, ReducerState } from "./reducer.js";
