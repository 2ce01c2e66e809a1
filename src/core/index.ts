export { canonicalJson } from "./canonical-json.js";
export type { Clock } from "./clock.js";
export type { Codec } from "./codec.js";
export { type CachedOptions, cached } from "./combinators/cached.js";
export { timeout } from "./combinators/timeout.js";
export { composeStore, type StoreParts } from "./compose-store/compose-store.js";
export type { Context, Logger, RunEvent } from "./context.js";
export { createQueue, type Queue } from "./create-queue.js";
export { createRandom } from "./create-random.js";
export { defineStage } from "./define-stage.js";
export { ConflictError } from "./errors/conflict-error.js";
export { DamagedError } from "./errors/damaged-error.js";
export { ErasedError } from "./errors/erased-error.js";
export { type ErrorDetails, errorCode, GoldenPipelineError } from "./errors/golden-pipeline-error.js";
export { InvalidArgumentError } from "./errors/invalid-argument-error.js";
export { MissingError } from "./errors/missing-error.js";
export { RevokedError } from "./errors/revoked-error.js";
export { SchemaError, type SchemaErrorIssue } from "./errors/schema-error.js";
export { SourceError } from "./errors/source-error.js";
export { StateError } from "./errors/state-error.js";
export { StorageError } from "./errors/storage-error.js";
export { TimeoutError } from "./errors/timeout-error.js";
export type { Json, JsonObject } from "./json.js";
export { memoryBlobs } from "./memory/memory-blobs.js";
export { memoryKeys } from "./memory/memory-keys.js";
export { memoryLogs } from "./memory/memory-logs.js";
export {
  createMemorySource,
  type MemorySource,
  type MemorySourceOptions,
} from "./memory-source/create-memory-source.js";
export { createMemoryStore } from "./memory-store.js";
export { pipeline } from "./pipeline.js";
export type { Blobs } from "./ports/blobs.js";
export type { KeyState, Keys } from "./ports/keys.js";
export type { LogEntry, Logs } from "./ports/logs.js";
export type { BatchRange, Partition, PositionedBatch, Source } from "./ports/source.js";
export type { Random } from "./random.js";
export type { Reference } from "./reference.js";
export { createRunner } from "./runner/create-runner.js";
export type { PartitionEvent } from "./runner/partition-event.js";
export { readRun } from "./runner/read-run.js";
export type {
  BatchRecord,
  GitRecord,
  RunError,
  RunRecord,
  StageDescription,
  StageRecord,
  Surroundings,
} from "./runner/run-record.js";
export type { EachOptions, NoContextNames, Run, Runner, RunnerOptions, RunOptions } from "./runner/runner.js";
export { readRow } from "./segments/read-segments.js";
export type { SegmentWriterOptions } from "./segments/segment-writer.js";
export { createSimulatedClock, type SimulatedClock } from "./simulated-clock.js";
export type { ContextArgument, Pipeline, Stage, StageDefinition, StageInfo } from "./stage.js";
export type { SchemaIssue, SchemaResult, StandardSchema } from "./standard-schema.js";
export type { BlobPart, Digest, Head, NewEvent, Store, StoreBlobs, StoredEvent } from "./store.js";
