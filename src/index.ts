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
export {
  type Artifact,
  type BatchRange,
  type BatchRecord,
  type BlobPart,
  type Blobs,
  type Branches,
  type BranchesContext,
  type BranchesInput,
  type BranchesOutput,
  type BranchOptions,
  branch,
  type CachedOptions,
  type Clock,
  type Codec,
  ConflictError,
  type Context,
  type ContextArgument,
  cached,
  canonicalJson,
  composeStore,
  createInProcessExecutor,
  createMemorySource,
  createMemoryStore,
  createMemoryTracker,
  createQueue,
  createRandom,
  createRunner,
  createSimulatedClock,
  createStoreTracker,
  DamagedError,
  type Digest,
  defineStage,
  type EachOptions,
  ErasedError,
  type ErrorDetails,
  type Executor,
  type ExecutorOptions,
  errorCode,
  type ForEachOptions,
  forEach,
  type GitRecord,
  GoldenPipelineError,
  type Head,
  InvalidArgumentError,
  type Json,
  type JsonObject,
  type KeyState,
  type Keys,
  type LogEntry,
  type Logger,
  type Logs,
  type MemorySource,
  type MemorySourceOptions,
  type MemoryTracker,
  MissingError,
  memoryBlobs,
  memoryKeys,
  memoryLogs,
  type NestedTracker,
  type NewEvent,
  type NoContextNames,
  type Noun,
  type Nouns,
  type Partition,
  type PartitionEvent,
  type Pipeline,
  type Plan,
  type PlanNode,
  type PositionedBatch,
  parallel,
  pipeline,
  plan,
  type Queue,
  type Random,
  type Reference,
  type RetryDelay,
  type RetryOptions,
  RevokedError,
  type Run,
  type RunError,
  type RunEvent,
  type Runner,
  type RunnerOptions,
  type RunOptions,
  type RunRecord,
  readRow,
  readRun,
  readTracking,
  retry,
  SchemaError,
  type SchemaErrorIssue,
  type SchemaIssue,
  type SchemaResult,
  type SegmentWriterOptions,
  type SimulatedClock,
  type Source,
  SourceError,
  type Stage,
  type StageDefinition,
  type StageDescription,
  type StageInfo,
  type StageRecord,
  type StageTask,
  type StageTracker,
  type StandardSchema,
  StateError,
  StorageError,
  type Store,
  type StoreBlobs,
  type StoredEvent,
  type StoreParts,
  type Surroundings,
  TimeoutError,
  type TrackedEntry,
  type TrackedRun,
  type TrackedStatus,
  type Tracker,
  type Tracking,
  tap,
  timeout,
} from "./core/index.js";
