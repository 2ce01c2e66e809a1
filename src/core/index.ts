export { canonicalJson } from "./canonical-json.js";
export type { Clock } from "./clock.js";
export type { Codec } from "./codec.js";
export { type BranchOptions, branch } from "./combinators/branch.js";
export type { Branches, BranchesContext, BranchesInput, BranchesOutput } from "./combinators/branches.js";
export { type CachedOptions, cached } from "./combinators/cached.js";
export { type ForEachOptions, forEach } from "./combinators/for-each.js";
export { parallel } from "./combinators/parallel.js";
export { type RetryDelay, type RetryOptions, retry } from "./combinators/retry.js";
export { tap } from "./combinators/tap.js";
export { timeout } from "./combinators/timeout.js";
export type { Context, Logger, RunEvent } from "./context.js";
export { createQueue, type Queue } from "./create-queue.js";
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
  StorageError,
  TimeoutError,
} from "./errors/index.js";
export { decodeEvent, encodeEvents, eventHash } from "./event-hash.js";
export { fingerprint } from "./fingerprint.js";
export { createFold, type Fold, type FoldOptions, type FoldResult, foldLog } from "./fold/fold-log.js";
export type { Json, JsonObject } from "./json.js";
export { checkLogName, createMemoryStore } from "./memory-store.js";
export { parseCanonicalJson } from "./parse-canonical-json.js";
export { pipeline } from "./pipeline.js";
export type { Random } from "./random.js";
export { formatReference, isDigest, isLogName, parseReference, type Reference } from "./reference.js";
export { createRunner } from "./runner/create-runner.js";
export { readRun } from "./runner/read-run.js";
export type {
  GitRecord,
  RunError,
  RunRecord,
  StageDescription,
  StageRecord,
  Surroundings,
} from "./runner/run-record.js";
export type { NoContextNames, Run, Runner, RunnerOptions, RunOptions } from "./runner/runner.js";
export { seal, unseal } from "./seal.js";
export {
  type AppendSegmentOptions,
  appendSegment,
  appendSegmentBytes,
  type SegmentFacts,
} from "./segments/append-segment.js";
export { readRow, readSegments, readSegmentsBelow, type Segment } from "./segments/read-segments.js";
export { createSegmentWriter, type SegmentWriter, type SegmentWriterOptions } from "./segments/segment-writer.js";
export { silentLog } from "./silent-log.js";
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
export { isStage } from "./stage-internals.js";
export type { SchemaIssue, SchemaResult, StandardSchema } from "./standard-schema.js";
export type { Blobs, Digest, Head, NewEvent, Store, StoredEvent } from "./store.js";
export { systemClock } from "./system-clock.js";
