export { fromLanguageModel } from "./from-language-model.js";
export type { LanguageModelLike, LanguageModelLikeResult } from "./language-model-like.js";
