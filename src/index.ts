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
  type Blobs,
  type BranchesContext,
  type BranchesInput,
  type BranchesOutput,
  branch,
  type Clock,
  type Codec,
  ConflictError,
  type Context,
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
  ErasedError,
  type Executor,
  errorCode,
  forEach,
  GoldenPipelineError,
  type Head,
  type InterceptedWork,
  type Interceptor,
  InvalidArgumentError,
  type Json,
  type JsonObject,
  type KeyState,
  type Keys,
  type LogEntry,
  type Logger,
  type Logs,
  type MemorySource,
  type MemoryTracker,
  MissingError,
  memoryBlobs,
  memoryKeys,
  memoryLogs,
  type NestedTracker,
  type NewEvent,
  type Noun,
  type Partition,
  type Pipeline,
  type Plan,
  type PositionedBatch,
  parallel,
  pipeline,
  plan,
  type Queue,
  type Random,
  RevokedError,
  type Run,
  type RunEvent,
  type Runner,
  type RunRecord,
  readRow,
  readRun,
  readTracking,
  retry,
  SchemaError,
  type SimulatedClock,
  type Source,
  SourceError,
  type Stage,
  type StageInfo,
  type StageTask,
  type StageTracker,
  type StandardSchema,
  StateError,
  StorageError,
  type Store,
  type StoredEvent,
  TimeoutError,
  type Tracker,
  type Tracking,
  tap,
  timeout,
} from "./core/index.js";
