/**
 * The core of the library: stages, pipelines, the runner and what they rest on. Each room has a door of its own:
 *
 * - `golden-pipeline/core`: these same names
 * - `golden-pipeline/stats`: distributions, tests, intervals, exact sums, sketches
 * - `golden-pipeline/schema`: contracts and expressions
 * - `golden-pipeline/dataset`: datasets, digests, profiles, Arrow at the edge
 * - `golden-pipeline/model`: models, decisions, predictions, labels, evaluation reports
 * - `golden-pipeline/ports`: what the house asks of the outside: types only
 * - `golden-pipeline/metrics`: standard metrics and curves
 * - `golden-pipeline/scorers`: answers, texts and structures scored
 * - `golden-pipeline/judge`: language models as judges, and how far to trust them
 * - `golden-pipeline/ingestion`: sources, and raw data landed byte for byte
 * - `golden-pipeline/validation`: rows checked against a contract, quarantine with reasons
 * - `golden-pipeline/features`: features fitted once and computed alike in training and serving
 * - `golden-pipeline/training`: splits and trainers
 * - `golden-pipeline/evaluation`: evaluation in layers, comparisons, gates, decisions
 * - `golden-pipeline/registry`: versions, aliases, promotion with evidence
 * - `golden-pipeline/deployment`: router, shadow, canary, blue-green
 * - `golden-pipeline/ab-testing`: comparing arms, sample-ratio mismatch, sample sizes
 * - `golden-pipeline/monitoring`: drift, calibration, quality, alarms
 * - `golden-pipeline/feedback`: prediction and label logs, joins, retraining
 * - `golden-pipeline/store`: the file store, and `fsck` for what went wrong
 * - `golden-pipeline/report`: charts, pages and terminal tables
 * - `golden-pipeline/testing`: contract suites for plugins, vitest matchers
 * - `golden-pipeline/adapters/<system>`: one door per outside system
 *
 * @module
 */
export type {
  BlobPart,
  Blobs,
  CachedOptions,
  Clock,
  Codec,
  Context,
  ContextArgument,
  Digest,
  ErrorDetails,
  GitRecord,
  Head,
  Json,
  JsonObject,
  KeyState,
  Keys,
  LogEntry,
  Logger,
  Logs,
  NewEvent,
  NoContextNames,
  Pipeline,
  Queue,
  Random,
  Reference,
  Run,
  RunError,
  RunEvent,
  Runner,
  RunnerOptions,
  RunOptions,
  RunRecord,
  SchemaErrorIssue,
  SchemaIssue,
  SchemaResult,
  SegmentWriterOptions,
  SimulatedClock,
  Source,
  Stage,
  StageDefinition,
  StageDescription,
  StageInfo,
  StageRecord,
  StandardSchema,
  Store,
  StoreBlobs,
  StoredEvent,
  StoreParts,
  Surroundings,
} from "./core/index.js";
export {
  ConflictError,
  cached,
  canonicalJson,
  composeStore,
  createMemoryStore,
  createQueue,
  createRandom,
  createRunner,
  createSimulatedClock,
  DamagedError,
  defineStage,
  ErasedError,
  errorCode,
  GoldenPipelineError,
  InvalidArgumentError,
  MissingError,
  memoryBlobs,
  memoryKeys,
  memoryLogs,
  pipeline,
  readRow,
  readRun,
  SchemaError,
  StateError,
  StorageError,
  TimeoutError,
  timeout,
} from "./core/index.js";
