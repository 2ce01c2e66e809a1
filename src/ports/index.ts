export { ChatError, type ChatErrorKind } from "./chat-error.js";
export type { ChatAnswer, ChatMessage, ChatModel, ChatRequest, ChatUsage, TokenPrices } from "./chat-model.js";
export type { MetricFamily } from "./metric-family.js";
export type { ModelSource } from "./model-source.js";
export type { PredictionSink } from "./prediction-sink.js";
export type { RawBatch, RawFormat, UnreadableRow } from "./raw-format.js";
export type { PositionedSource, RawChunk, RawSource } from "./raw-source.js";
export type { Registrar } from "./registrar.js";
