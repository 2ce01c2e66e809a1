export { type GradientBoostingOptions, gradientBoosting } from "./gradient-boosting/gradient-boosting.js";
export { type LogisticRegressionOptions, logisticRegression } from "./logistic-regression/logistic-regression.js";
export { type PromptModel, type PromptModelKind, type PromptModelOptions, promptModel } from "./prompt/prompt-model.js";
export { type MadeOf, type ParameterKind, type ProposeOptions, propose } from "./propose.js";
export { type SplitByTimeOptions, splitByTime } from "./split-by-time.js";
export { type TrainOptions, train } from "./train.js";
