export type { AdapterDependencies } from "./adapter-dependencies.js";
export { ChatError, type ChatErrorKind } from "./chat-error.js";
export type { ChatAnswer, ChatMessage, ChatModel, ChatRequest, ChatUsage, TokenPrices } from "./chat-model.js";
export type { MetricFamily } from "./metric-family.js";
export type { ModelSource } from "./model-source.js";
export type { Entity, OnlineFeatures, OnlineStatus, OnlineValue, OnlineWrite } from "./online-features.js";
export type { PredictionSink } from "./prediction-sink.js";
export type { Registrar } from "./registrar.js";
