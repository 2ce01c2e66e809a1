/**
 * The core of the library: stages, pipelines, the runner and what they rest on. Each room has a door of its own:
 *
 * - `golden-pipeline/core`: these same names
 * - `golden-pipeline/store`: the file store, and `fsck` for what went wrong
 * - `golden-pipeline/stats`: distributions, intervals, exact sums, sketches, random streams
 * - `golden-pipeline/data`: contracts, expressions, datasets, models, predictions, labels
 * - `golden-pipeline/table`: columns, Arrow and Parquet-sized datasets
 * - `golden-pipeline/ingestion`: sources, and raw data landed byte for byte
 * - `golden-pipeline/validation`: rows checked against a contract, quarantine with reasons
 * - `golden-pipeline/features`: features fitted once and computed alike in training and serving
 * - `golden-pipeline/training`: splits and trainers
 * - `golden-pipeline/evaluation`: metrics, answer matching, judges, comparisons and gates
 * - `golden-pipeline/registry`: versions, aliases, promotion with evidence
 * - `golden-pipeline/deployment`: router, shadow, canary, blue-green
 * - `golden-pipeline/ab-testing`: comparing arms, sample-ratio mismatch, sample sizes
 * - `golden-pipeline/monitoring`: drift, calibration, quality, alarms, Prometheus text
 * - `golden-pipeline/feedback`: prediction and label logs, joins, retraining
 * - `golden-pipeline/report`: charts, pages and terminal tables
 * - `golden-pipeline/testing`: contract suites for plugins, vitest matchers
 *
 * @module
 */
export type {
  AppendSegmentOptions,
  Blobs,
  Branches,
  BranchesContext,
  BranchesInput,
  BranchesOutput,
  BranchOptions,
  CachedOptions,
  Clock,
  Codec,
  Context,
  ContextArgument,
  ContextOf,
  Digest,
  ErrorDetails,
  Fold,
  FoldOptions,
  FoldResult,
  ForEachOptions,
  GitRecord,
  Head,
  InputOf,
  Json,
  JsonObject,
  Logger,
  NewEvent,
  NoContextNames,
  OutputOf,
  Pipeline,
  Queue,
  Random,
  Reference,
  RetryDelay,
  RetryOptions,
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
  Segment,
  SegmentFacts,
  SegmentWriter,
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
  StoredEvent,
  Surroundings,
} from "./core/index.js";
export {
  appendSegment,
  appendSegmentBytes,
  branch,
  ConflictError,
  cached,
  canonicalJson,
  checkLogName,
  createFold,
  createMemoryStore,
  createQueue,
  createRandom,
  createRunner,
  createSegmentWriter,
  createSimulatedClock,
  DamagedError,
  decodeEvent,
  defineStage,
  describeValue,
  digestOf,
  ErasedError,
  encodeEvents,
  errorCode,
  eventHash,
  fingerprint,
  foldLog,
  forEach,
  formatReference,
  GoldenPipelineError,
  InvalidArgumentError,
  isDigest,
  isLogName,
  isStage,
  MissingError,
  parallel,
  parseCanonicalJson,
  parseReference,
  pipeline,
  readRow,
  readRun,
  readSegments,
  readSegmentsBelow,
  retry,
  SchemaError,
  StateError,
  StorageError,
  seal,
  silentLog,
  systemClock,
  TimeoutError,
  tap,
  timeout,
  unseal,
} from "./core/index.js";
