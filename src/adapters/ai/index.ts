export { type FromLanguageModelOptions, fromLanguageModel } from "./from-language-model.js";
export type {
  LanguageModelLike,
  LanguageModelLikeOptions,
  LanguageModelLikeResult,
} from "./language-model-like.js";
