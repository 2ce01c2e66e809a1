/** What other rooms of the house use of this one; not exported from the package. */
export { type KappaWeights, kappaOfPairs } from "./agreement/kappa.js";
export { DistinctCount, type DistinctCountJson } from "./distinct-count.js";
export { beta, chiSquare, fisherF, normal, studentT } from "./distributions/distributions.js";
export { edgesOfSorted } from "./edges-of-sorted.js";
export { ExactMoments, type Moments } from "./exact/exact-moments.js";
export { ExactSpread } from "./exact/exact-spread.js";
export type { ExactSumJson } from "./exact/exact-sum.js";
export { ExactSum } from "./exact/exact-sum.js";
export {
  type BootstrapDistribution,
  type BootstrapInterval,
  bootstrapInterval,
} from "./inference/bootstrap-interval.js";
export { chiSquareTest } from "./inference/chi-square-test.js";
export type { Arm } from "./inference/cluster-robust.js";
export { clusterRobustDifference, clusterRobustMean } from "./inference/cluster-robust.js";
export { type ClusterRows, clusterRows, clusterSums } from "./inference/cluster-rows.js";
export { type DelongOptions, type DelongResult, delongTest } from "./inference/delong-test.js";
export { drawBinomial, drawMultinomial } from "./inference/draw-binomial.js";
export { kolmogorovCritical, kolmogorovDistance, kolmogorovPValue } from "./inference/kolmogorov.js";
export {
  clusteredMcnemarTest,
  type DiscordantCounts,
  type McnemarMethod,
  type McnemarResult,
  mcnemarTest,
} from "./inference/mcnemar-test.js";
export { multinomialEvidence } from "./inference/multinomial-evidence.js";
export { benjaminiHochberg } from "./inference/multiple-testing.js";
export { normalMixtureBound, normalMixtureRho } from "./inference/normal-mixture.js";
export type { Proportion } from "./inference/proportions.js";
export { compareProportionCounts, type ProportionDifference, wilsonInterval } from "./inference/proportions.js";
export { type SignFlipOptions, type SignFlipResult, signFlipTest } from "./inference/sign-flip-test.js";
export type { StatisticIntervalOptions } from "./inference/statistic-interval.js";
export { minimumDetectableEffect, tInterval, tTestPValue } from "./inference/t-interval.js";
export { type UnequalClusterMean, unequalClusterMean } from "./inference/unequal-clusters.js";
export { UnitRows } from "./inference/unit-rows.js";
export { type WilcoxonOptions, type WilcoxonResult, wilcoxonTest } from "./inference/wilcoxon-test.js";
export { quantileEdges } from "./quantile-edges.js";
export { quantileSorted } from "./quantile-sorted.js";
export { normalDraw, sampleIndices, shuffle, uniform, uniformInteger } from "./random/draws.js";
export { hashText } from "./random/hash-text.js";
export { logGamma } from "./special/log-gamma.js";
export { regularizedBeta } from "./special/regularized-beta.js";
export { regularizedGamma } from "./special/regularized-gamma.js";
export { fallingOrder, stableOrder } from "./stable-order.js";
export { cumulativeDistance } from "./two-samples/cumulative-distance.js";
export { countInBins, equalEdges } from "./two-samples/equal-bins.js";
export { kolmogorovSmirnovDistance, kolmogorovSmirnovPValue } from "./two-samples/kolmogorov-smirnov.js";
