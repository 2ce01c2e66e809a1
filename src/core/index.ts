export type { Clock } from "./clock.js";
export type { Codec } from "./codec.js";
export type { Context, Logger, RunEvent } from "./context.js";
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
  StateError,
  TimeoutError,
} from "./errors/index.js";
export type { Json, JsonObject } from "./json.js";
export type { Random } from "./random.js";
export { formatReference, isDigest, isLogName, parseReference, type Reference } from "./reference.js";
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
