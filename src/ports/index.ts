export type { Alarm, AlarmSink } from "./alarm-sink.js";
export { ChatError } from "./chat-error.js";
export type { ChatAnswer, ChatMessage, ChatModel, ChatRequest } from "./chat-model.js";
export type { Detector, Finding, WatchedWindow } from "./detector.js";
export type {
  Engine,
  EngineCheck,
  EngineCheckOptions,
  EngineDecision,
  EngineMeasureOptions,
  EngineMeasures,
  EngineMetric,
  EngineProfileOptions,
  RelationName,
  Unsaid,
} from "./engine.js";
export { createMemoryAlarmSink } from "./memory-alarm-sink.js";
export { createMemoryEngine } from "./memory-engine.js";
export { createMemoryMetricSink } from "./memory-metric-sink.js";
export { createMemoryRegistryMirror } from "./memory-registry-mirror.js";
export { createMemoryRolloutMirror } from "./memory-rollout-mirror.js";
export type { MetricFamily } from "./metric-family.js";
export type { MetricSink } from "./metric-sink.js";
export type { ModelSource } from "./model-source.js";
export type { OnlineFeatures } from "./online-features.js";
export type { PredictionSink } from "./prediction-sink.js";
export { type ColumnDistance, profileDistances } from "./profile-distances.js";
export type { RawBatch, RawFormat } from "./raw-format.js";
export type { PositionedSource, RawChunk, RawSource } from "./raw-source.js";
export type { Registrar } from "./registrar.js";
export type { MirroredRegistry, MirrorOutcome, RegistryMirror } from "./registry-mirror.js";
export type { MirroredRollout, RolloutMirror, RolloutMirrorOutcome } from "./rollout-mirror.js";
export { ServiceError } from "./service-error.js";
