export { gradientBoosting } from "./gradient-boosting/gradient-boosting.js";
export { logisticRegression } from "./logistic-regression/logistic-regression.js";
export { type PromptModel, type PromptModelKind, promptModel } from "./prompt/prompt-model.js";
export { propose } from "./propose.js";
export { splitByTime } from "./split-by-time.js";
export { train } from "./train.js";
