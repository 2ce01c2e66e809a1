export { type GradientBoostingOptions, gradientBoosting } from "./gradient-boosting/gradient-boosting.js";
export { type LogisticRegressionOptions, logisticRegression } from "./logistic-regression/logistic-regression.js";
export { type SplitByTimeOptions, splitByTime } from "./split-by-time.js";
export { type TrainOptions, train } from "./train.js";
