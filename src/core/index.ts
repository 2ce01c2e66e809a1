export { canonicalJson } from "./canonical-json.js";
export type { Clock } from "./clock.js";
export type { Codec } from "./codec.js";
export type { Context, Logger, RunEvent } from "./context.js";
export { createRandom } from "./create-random.js";
export { defineStage } from "./define-stage.js";
export { digestOf } from "./digest.js";
export {
  ConflictError,
  DamagedError,
  describeValue,
  ErasedError,
  type ErrorDetails,
  errorCode,
  GoldenPipelineError,
  InvalidArgumentError,
  MissingError,
  SchemaError,
  type SchemaErrorIssue,
  StateError,
  TimeoutError,
} from "./errors/index.js";
export { fingerprint } from "./fingerprint.js";
export type { Json, JsonObject } from "./json.js";
export { parseCanonicalJson } from "./parse-canonical-json.js";
export { pipeline } from "./pipeline.js";
export type { Random } from "./random.js";
export { formatReference, isDigest, isLogName, parseReference, type Reference } from "./reference.js";
export { createSimulatedClock, type SimulatedClock } from "./simulated-clock.js";
export type { Source } from "./source.js";
export type {
  ContextArgument,
  ContextOf,
  InputOf,
  OutputOf,
  Pipeline,
  Stage,
  StageDefinition,
  StageInfo,
} from "./stage.js";
export type { SchemaIssue, SchemaResult, StandardSchema } from "./standard-schema.js";
export type { Blobs, Digest, Head, NewEvent, Store, StoredEvent } from "./store.js";
export { systemClock } from "./system-clock.js";
