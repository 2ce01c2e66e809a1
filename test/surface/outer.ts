import { fromLanguageModel } from "golden-pipeline/adapters/ai";
import { alertmanagerAlarms } from "golden-pipeline/adapters/alertmanager";
import { dbosExecutor, dbosRuns, dbosWorker, takeOverDbosWork } from "golden-pipeline/adapters/dbos";
import {
  readDvc,
  runDvcStage,
  s3DvcRemote,
  writeDvcDataset,
  writeDvcFiles,
  writeDvcModel,
} from "golden-pipeline/adapters/dvc";
import { evidentlyDetector, evidentlyDrift, evidentlyReport } from "golden-pipeline/adapters/evidently";
import { createFeastWriter, feastOfflineFeatures, feastOnlineFeatures } from "golden-pipeline/adapters/feast";
import { grafanaDashboards, grafanaProvisioning } from "golden-pipeline/adapters/grafana";
import { evaluateExpectation, evaluateSuite } from "golden-pipeline/adapters/great-expectations";
import {
  createMemoryKafka,
  createMemorySchemaRegistry,
  kafkaClient,
  kafkaDeadLetters,
  kafkaPredictions,
  kafkaSource,
  registrySerializer,
  schemaRegistry,
} from "golden-pipeline/adapters/kafka";
import {
  createMemoryKinesis,
  kinesisClient,
  kinesisPredictions,
  kinesisSource,
} from "golden-pipeline/adapters/kinesis";
import { createMlflowMirror, mlflowKind, mlflowModels, mlflowTracker } from "golden-pipeline/adapters/mlflow";
import { nannymlDrift } from "golden-pipeline/adapters/nannyml";
import { openAiCompatible } from "golden-pipeline/adapters/openai-compatible";
import { createOpenLineage, lineageEvents } from "golden-pipeline/adapters/openlineage";
import { createOpenTelemetry } from "golden-pipeline/adapters/opentelemetry";
import {
  postgresBlobs,
  postgresHistory,
  postgresKeys,
  postgresLogs,
  postgresOnlineFeatures,
  postgresTables,
} from "golden-pipeline/adapters/postgres";
import { prometheusRules } from "golden-pipeline/adapters/prometheus";
import { redisHistory, redisOnlineFeatures } from "golden-pipeline/adapters/redis";
import { s3Blobs } from "golden-pipeline/adapters/s3";
import { createSageMakerMirror, createSageMakerRollout } from "golden-pipeline/adapters/sagemaker";
import { contractFromSoda, sodaFromContract, verifySodaContract } from "golden-pipeline/adapters/soda";
import { sqliteBlobs, sqliteKeys, sqliteLogs } from "golden-pipeline/adapters/sqlite";
import { tectonOnlineFeatures } from "golden-pipeline/adapters/tecton";
import { temporalExecutor, temporalRuns, temporalWorker } from "golden-pipeline/adapters/temporal";
import { contractFromSchema, findAnomalies, schemaFromContract } from "golden-pipeline/adapters/tfdv";
import { trinoEngine } from "golden-pipeline/adapters/trino";
import { wandbTracker } from "golden-pipeline/adapters/wandb";
import { canonicalJson, createMemoryStore, defineStage, memoryLogs } from "golden-pipeline/core";
import * as evaluation from "golden-pipeline/evaluation";
import { brierScore, rocAuc } from "golden-pipeline/metrics";
import { createRegistry, register } from "golden-pipeline/registry";
import {
  alarmSpec,
  alarmTimeline,
  chartSpec,
  contributionChart,
  contributionSpec,
  intervalChart,
  intervalSpec,
  junitXml,
  markdownReport,
  svgChart,
} from "golden-pipeline/report";
import { contract } from "golden-pipeline/schema";
import { createFileStore, fileBlobs, fileKeys, fileLogs, fsck } from "golden-pipeline/store";
import { detectorChecks, leakChecks, scriptedChatModel, sourceChecks } from "golden-pipeline/testing";
import { z } from "zod";
import { digestOf } from "../../src/core/house.js";
import type { Surfaces } from "./surface.js";

const unseen = {} as never;
const database = { query: async () => ({ rows: [] }) };
const sqlite = { exec: () => undefined, prepare: () => ({ run: () => undefined, all: () => [] }) };
const tables = { listWorkflows: async () => [], resumeWorkflows: async () => undefined };
const dbosClient = { enqueue: () => unseen, getWorkflow: async () => undefined, cancelWorkflow: async () => undefined };
const dbosProcess = {
  ...tables,
  executorID: "worker-1",
  workflowID: undefined,
  isInitialized: () => false,
  registerWorkflow: () => undefined,
  registerQueue: async () => undefined,
  enqueueWorkflowWithOptions: () => unseen,
  getWorkflowStatus: async () => null,
  cancelWorkflow: async () => undefined,
};
const sagemaker = { send: () => unseen } as never;
const unseenConnection = { workflowService: {} } as never;
const temporalClient = {
  workflow: { start: () => unseen, getHandle: () => unseen },
  withDeadline: () => unseen,
  withAbortSignal: () => unseen,
};
const redis = { call: async () => [] };
const anyContract = contract("any", z.object({ a: z.number() }));
const unseenDataset = { kind: "dataset", contract: { columns: [], rules: [], labels: [] } } as never;
const bytes = new Uint8Array();
const manifest = { model: digestOf(bytes) };
const unseenVersion = { version: { digest: digestOf(canonicalJson(manifest)), manifest }, model: bytes } as never;
const metric = brierScore();
const passing = evaluation.all<never>([]);
const predictions = { ids: ["a", "b"], outputs: [0.2, 0.7], targets: [0, 1] };
const prices = { inputPerMillion: 1, outputPerMillion: 2 };

const kafka = createMemoryKafka({ topics: { clicks: 1 } });
const kinesis = createMemoryKinesis({ streams: { clicks: 1 } });
const passed = { decision: "pass" as const, rules: [], minimumDetectableEffect: undefined };

const times = { from: ["negative"], to: ["negative"] } as const;
export const outerSurfaces: Surfaces = {
  compare: {
    call: (options) => evaluation.compare(predictions as never, predictions as never, options),
    valid: { metrics: [metric] },
    takes: { "a seed may be any number or text": { seed: ["negative", "text"] } },
  },
  retrainingNoise: { call: (options) => evaluation.retrainingNoise([0.1, 0.2], options) },
  fitDecision: {
    call: evaluation.fitDecision,
    valid: { ...predictions, ids: undefined, calibrate: false, costs: { falsePositive: 1, falseNegative: 2 } },
  },
  evaluate: { call: evaluation.evaluate, valid: { layers: [evaluation.exactMatch()] } },
  evaluatePairs: {
    call: (options) =>
      evaluation.evaluatePairs(
        { kind: "model-name", name: "visits" } as never,
        { candidate: { ids: [] }, champion: { ids: [] } } as never,
        options,
      ),
    valid: { candidateVersion: "a", championVersion: "b", layers: [evaluation.exactMatch()] },
  },
  evaluatePredictions: {
    call: evaluation.evaluatePredictions as (options: never) => unknown,
    valid: { candidate: predictions, candidateVersion: "a", metrics: [metric], gate: passing },
  },
  evaluateAnswers: {
    call: (options) => evaluation.evaluateAnswers({ ids: [], outputs: [], targets: [] } as never, options),
    valid: { layers: [evaluation.exactMatch()] },
  },
  atLeast: { call: evaluation.atLeast, valid: { metric, value: 0.2 } },
  atMost: { call: evaluation.atMost, valid: { metric, value: 0.2 } },
  nonInferior: { call: evaluation.nonInferior, valid: { metric, margin: 0.2 } },
  superior: { call: evaluation.superior, valid: { metric } },
  gate: {
    call: evaluation.gate,
    valid: {
      primary: { metric: rocAuc(), mode: "non-inferior", margin: 0.1 },
      slices: { maximumDrop: 0.1 },
      newFailures: { maximum: 3 },
    },
    takes: { "no limit": { "newFailures.maximum": ["infinite"] } },
    elsewhere: { "trust is what `judgeTrust` has made": ["judge"] },
  },
  judgedBy: { call: (options) => evaluation.judgedBy({ id: "a", scoreAll: () => undefined } as never, options) },
  scoreAnswers: {
    call: (options) =>
      evaluation.scoreAnswers({ ids: [], outputs: [], targets: [] } as never, [evaluation.exactMatch()], options),
  },
  taskLayer: {
    call: (options) =>
      evaluation.taskLayer("own", { version: "1", score: () => ({ score: 1, rule: "same" }) }, options),
  },
  register: { call: (options) => register({ name: "visits", fingerprint: "a", kind: "model-name" } as never, options) },
  createRegistry: { call: createRegistry, valid: { store: createMemoryStore() } },
  fileBlobs: { call: (options) => fileBlobs("nowhere", options) },
  fileKeys: { call: (options) => fileKeys("nowhere", options) },
  fileLogs: { call: (options) => fileLogs("nowhere", options) },
  createFileStore: { call: (options) => createFileStore("nowhere", options) },
  fsck: { call: (options) => fsck(createMemoryStore(), options) },
  svgChart: { call: svgChart, valid: { title: "a", x: "x", y: "y", series: [] } },
  intervalChart: {
    call: intervalChart,
    valid: { title: "a", x: "x", rows: [] },
    takes: { "values may be below 0": { reference: ["negative"] } },
  },
  junitXml: { call: (options) => junitXml(passed, options) },
  markdownReport: { call: (options) => markdownReport(passed, options) },
  chartSpec: { call: chartSpec, valid: { title: "a", x: "x", y: "y", series: [] } },
  intervalSpec: {
    call: intervalSpec,
    valid: { title: "a", x: "x", rows: [] },
    takes: { "values may be below 0": { reference: ["negative"] } },
  },
  contributionChart: {
    call: contributionChart,
    valid: { title: "a", x: "x", base: 0, features: [] },
    takes: { "contributions may be below 0": { base: ["negative"] } },
  },
  contributionSpec: {
    call: contributionSpec,
    valid: { title: "a", x: "x", base: 0, features: [] },
    takes: { "contributions may be below 0": { base: ["negative"] } },
  },
  alarmTimeline: { call: (options) => alarmTimeline([], options), takes: { "times before 1970": times } },
  alarmSpec: { call: (options) => alarmSpec([], options), takes: { "times before 1970": times } },
  detectorChecks: { call: (options) => detectorChecks(() => unseen, options) },
  leakChecks: {
    call: (options) => leakChecks({ contract: { eventTime: "at" }, definitions: [] } as never, [], options),
  },
  scriptedChatModel: { call: (options) => scriptedChatModel(() => "", options) },
  sourceChecks: {
    call: (options) => sourceChecks(options),
    valid: { fresh: () => undefined, items: () => [], expected: {} },
  },
  fromLanguageModel: {
    call: (options) => fromLanguageModel({ doGenerate: unseen } as never, options),
    valid: { prices },
  },
  alertmanagerAlarms: { call: alertmanagerAlarms, valid: { url: "http://127.0.0.1:9093" } },
  readDvc: {
    call: (options) => readDvc(options, "days"),
    valid: { folder: "nowhere" },
  },
  runDvcStage: {
    call: (options) => runDvcStage({ folder: "nowhere" }, options, () => undefined),
    valid: { name: "train", command: "train", outputs: ["model"] },
  },
  writeDvcFiles: { call: (options) => writeDvcFiles({ folder: "nowhere" }, "days", new Map(), options) },
  writeDvcDataset: {
    call: (options) => writeDvcDataset({ folder: "nowhere" }, "days", unseenDataset, options),
  },
  writeDvcModel: {
    call: (options) => writeDvcModel({ folder: "nowhere" }, "late", unseenVersion, options),
  },
  lineageEvents: {
    call: (options) => lineageEvents(createMemoryStore(), "run", options as never),
    valid: { namespace: "flights" },
  },
  createOpenLineage: {
    call: createOpenLineage,
    valid: { store: createMemoryStore(), namespace: "flights", url: "http://127.0.0.1:5000" },
  },
  postgresBlobs: { call: (options) => postgresBlobs(database, options) },
  postgresHistory: {
    call: (options) => postgresHistory(database, options),
    takes: { "no limit": { retentionMinutes: ["infinite"] } },
  },
  postgresKeys: { call: (options) => postgresKeys(database, options) },
  postgresOnlineFeatures: { call: (options) => postgresOnlineFeatures(database, options), valid: { features: {} } },
  postgresLogs: { call: (options) => postgresLogs(database, options) },
  postgresTables: { call: postgresTables },
  createMemoryKafka: { call: createMemoryKafka, valid: { topics: { clicks: 1 } } },
  kafkaClient: {
    call: kafkaClient,
    valid: { brokers: ["127.0.0.1:9092"] },
    elsewhere: { "options of node:tls, which checks them": ["tls"] },
  },
  kafkaSource: { call: kafkaSource, valid: { client: kafka, topic: "clicks", group: "landing" } },
  kafkaPredictions: { call: kafkaPredictions, valid: { client: kafka, topic: "clicks" } },
  schemaRegistry: { call: schemaRegistry, valid: { url: "http://127.0.0.1:8081" } },
  registrySerializer: {
    call: registrySerializer,
    valid: { registry: createMemorySchemaRegistry(), topic: "clicks", schema: { type: "AVRO", schema: '"string"' } },
  },
  kafkaDeadLetters: { call: kafkaDeadLetters, valid: { client: kafka, topic: "clicks" } },
  createMemoryKinesis: { call: createMemoryKinesis, valid: { streams: { clicks: 1 } } },
  kinesisClient: { call: (options) => kinesisClient({ send: () => unseen } as never, options) },
  kinesisPredictions: { call: kinesisPredictions, valid: { client: kinesis, stream: "clicks" } },
  kinesisSource: {
    call: kinesisSource,
    valid: { client: kinesis, stream: "clicks", group: "landing", leases: memoryLogs() },
  },
  s3Blobs: { call: (options) => s3Blobs({ send: () => unseen } as never, options), valid: { bucket: "models" } },
  sqliteBlobs: { call: (options) => sqliteBlobs(sqlite, options) },
  sqliteKeys: { call: (options) => sqliteKeys(sqlite, options) },
  sqliteLogs: { call: (options) => sqliteLogs(sqlite, options) },
  createFeastWriter: { call: createFeastWriter, valid: { url: "http://127.0.0.1:6566" } },
  trinoEngine: { call: trinoEngine, valid: { url: "http://127.0.0.1:8080", user: "ann" } },
  feastOnlineFeatures: { call: feastOnlineFeatures, valid: { url: "http://127.0.0.1:6566", features: {} } },
  feastOfflineFeatures: { call: feastOfflineFeatures, valid: { registry: {}, source: () => unseen } },
  s3DvcRemote: {
    call: (options) => s3DvcRemote({ send: () => unseen } as never, options),
    valid: { bucket: "models" },
  },
  prometheusRules: { call: prometheusRules, valid: { model: "late-flights" } },
  grafanaDashboards: { call: grafanaDashboards, valid: { model: "late-flights" } },
  grafanaProvisioning: {
    call: grafanaProvisioning,
    valid: { dashboards: [], prometheusUrl: "http://prometheus:9090" },
  },
  evidentlyDetector: { call: evidentlyDetector },
  evidentlyDrift: { call: (options) => evidentlyDrift([{ a: 1 }], [{ a: 2 }], options) },
  evidentlyReport: {
    call: (options) => evidentlyReport(evidentlyDrift([{ a: 1 }], [{ a: 2 }]), options),
    valid: { time: 0 },
    takes: { "before 1970": { time: ["negative"] } },
  },
  nannymlDrift: { call: (options) => nannymlDrift([], [], options), valid: { chunks: { size: 3 } } },
  evaluateExpectation: {
    call: (options) => evaluateExpectation([], { type: "expect_column_to_exist", kwargs: { column: "a" } }, options),
    valid: { resultFormat: { result_format: "BASIC" } },
    takes: { "no limit": { maximumValues: ["infinite"] } },
  },
  evaluateSuite: {
    call: (options) => evaluateSuite([], { name: "empty", expectations: [] }, options),
    valid: { resultFormat: { result_format: "BASIC" } },
    takes: { "no limit": { maximumValues: ["infinite"] } },
  },
  contractFromSchema: { call: (options) => contractFromSchema({}, options as never), valid: { name: "trips" } },
  schemaFromContract: { call: (options) => schemaFromContract(anyContract, options) },
  findAnomalies: { call: (options) => findAnomalies([], {}, options) },
  contractFromSoda: {
    call: (options) => contractFromSoda({ dataset: "a/b", columns: [] }, options as never),
    valid: { name: "trips" },
  },
  sodaFromContract: { call: (options) => sodaFromContract(anyContract, options as never), valid: { dataset: "a/b" } },
  verifySodaContract: { call: (options) => verifySodaContract([], { dataset: "a/b", columns: [] }, options) },
  dbosExecutor: { call: dbosExecutor, valid: { dbos: dbosClient } },
  dbosRuns: { call: dbosRuns, valid: { dbos: dbosClient, store: createMemoryStore() } },
  dbosWorker: {
    call: dbosWorker,
    valid: {
      dbos: dbosProcess,
      store: createMemoryStore(),
      pipelines: [defineStage({ id: "a", version: "1.0.0", run: () => 1 })],
    },
  },
  takeOverDbosWork: { call: takeOverDbosWork, valid: { dbos: tables, executorID: "worker-1" } },
  temporalExecutor: { call: temporalExecutor, valid: { temporal: temporalClient } },
  temporalRuns: { call: temporalRuns, valid: { temporal: temporalClient, store: createMemoryStore() } },
  temporalWorker: {
    call: temporalWorker,
    valid: {
      temporal: unseenConnection,
      store: createMemoryStore(),
      pipelines: [defineStage({ id: "a", version: "1.0.0", run: () => 1 })],
    },
  },
  redisHistory: {
    call: (options) => redisHistory(redis, options),
    takes: { "no limit": { retentionMinutes: ["infinite"] } },
  },
  redisOnlineFeatures: { call: (options) => redisOnlineFeatures(redis, options), valid: { features: {} } },
  createSageMakerMirror: {
    call: createSageMakerMirror,
    valid: { client: sagemaker, registry: createRegistry({ store: createMemoryStore() }) },
  },
  createSageMakerRollout: {
    call: createSageMakerRollout,
    valid: {
      client: sagemaker,
      endpoint: "late-flights",
      variant: () => ({ ModelName: "late-1" }),
      experiment: { roleArn: "arn:aws:iam::123456789012:role/experiments" },
    },
  },
  createMlflowMirror: {
    call: createMlflowMirror,
    valid: {
      url: "http://127.0.0.1:5000",
      experiment: "late",
      registry: createRegistry({ store: createMemoryStore() }),
    },
  },
  mlflowKind: { call: mlflowKind, valid: { kind: "acme@1", read: () => unseen } },
  mlflowModels: { call: mlflowModels, valid: { url: "http://127.0.0.1:5000" } },
  mlflowTracker: { call: mlflowTracker, valid: { url: "http://127.0.0.1:5000", experiment: "late-flights" } },
  createOpenTelemetry: { call: createOpenTelemetry },
  tectonOnlineFeatures: {
    call: tectonOnlineFeatures,
    valid: { url: "https://acme.tecton.ai", workspace: "prod", service: "fraud", features: {} },
  },
  wandbTracker: { call: wandbTracker, valid: { folder: "wandb", project: "late-flights" } },
  openAiCompatible: { call: openAiCompatible, valid: { baseUrl: "https://example.com/v1", model: "small", prices } },
};

const noun = "it takes a noun, which another function has made and checked";
const suite = "it takes what its checks are run on, which prove by themselves whether it is what it should be";

export const outerWithout: Readonly<Record<string, string>> = {
  writeSchema: noun,
  writeSodaContract: noun,
  gateExitCode: noun,
  profileDistances: noun,
  createManifest: noun,
  curveChart: noun,
  curveSpec: noun,
  evaluationSections: noun,
  evaluationTable: noun,
  jsonSchemaFromContract: noun,
  panderaFromContract: noun,
  rulesFromSuite: noun,
  suiteFromContract: noun,
  exactMatch: "its options are those of `exactAnswer`, which checks them when the layer is made",
  numericTolerance: "its options are those of `matchAnswer`, which checks them when the layer is made",
  modelChecks: suite,
  reducerChecks: suite,
  stageChecks: suite,
  trainerChecks: suite,
};
