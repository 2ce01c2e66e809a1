export type { WhichGold } from "./best-gold.js";
export { type BleuOptions, bleu } from "./bleu.js";
export { type BleuCountOptions, type BleuCounts, mergeBleuCounts } from "./bleu-counts.js";
export { type BleuOfOptions, bleuOf } from "./bleu-of.js";
export type { BleuTokens } from "./bleu-tokens.js";
export { type ChrFOptions, chrF } from "./chr-f.js";
export { type ChrFCountOptions, type ChrFCounts, mergeChrFCounts } from "./chr-f-counts.js";
export { type ChrFOfOptions, chrFOf } from "./chr-f-of.js";
export { type CorpusBleuOptions, corpusBleu } from "./corpus-bleu.js";
export { type CorpusChrFOptions, corpusChrF } from "./corpus-chr-f.js";
export { type EditSimilarityOptions, type Edits, editSimilarity } from "./edit-similarity.js";
export {
  type EmbeddingDetails,
  type EmbeddingSimilarityOptions,
  embeddingSimilarity,
} from "./embedding-similarity.js";
export { type NormalisedTexts, normalisedExactMatch } from "./normalised-exact-match.js";
export type { Overlap } from "./overlap.js";
export { type FoundPattern, type PatternMatchOptions, patternMatch } from "./pattern-match.js";
export type { RougeOptions, RougeScore } from "./rouge.js";
export { rougeL } from "./rouge-l.js";
export { type RougeNOptions, rougeN } from "./rouge-n.js";
export type { TaskScore } from "./task-score.js";
export type { TextOptions, UnreadRule } from "./text-options.js";
export { type TokenF1Options, tokenF1 } from "./token-f1.js";
