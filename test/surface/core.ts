import {
  branch,
  cached,
  createInProcessExecutor,
  createMemorySource,
  createMemoryStore,
  createQueue,
  createRunner,
  createStoreTracker,
  defineStage,
  forEach,
  retry,
  tap,
} from "golden-pipeline/core";
import {
  diffDatasets,
  listDatasets,
  profileDataset,
  profileReducer,
  profileRows,
  saveDataset,
  selectRows,
  tagDataset,
} from "golden-pipeline/dataset";
import { explainDataset, model, predictDataset, predictTest, profileModel } from "golden-pipeline/model";
import { contract } from "golden-pipeline/schema";
import { statisticInterval } from "golden-pipeline/stats";
import { z } from "zod";
import type { Surfaces } from "./surface.js";

const stage = defineStage({ id: "same", version: "1.0.0", run: (value: number) => value });
const data = { kind: "dataset", contract: { columns: [] } } as never;
const seeds = { "a seed may be any number or text": { seed: ["negative", "text"] } } as const;
const noLimit = (name: string) => ({ "no limit": { [name]: ["infinite"] } }) as const;
export const visits = contract("visits", z.object({ at: z.date(), pages: z.number().nullable() }), { eventTime: "at" });

export const coreSurfaces: Surfaces = {
  branch: {
    call: (options) => branch({ a: stage }, options),
    valid: { id: "which", version: "1.0.0", choose: () => "a" },
  },
  createQueue: { call: createQueue, valid: { concurrency: 2 } },
  cached: { call: (options) => cached(stage, options) },
  forEach: { call: (options) => forEach(stage, options) },
  retry: { call: (options) => retry(stage, options) },
  tap: { call: (options) => tap("look", () => undefined, options) },
  createInProcessExecutor: {
    call: (options) => createInProcessExecutor(stage, options),
    valid: { store: createMemoryStore() },
  },
  createMemorySource: { call: createMemorySource, valid: { partitions: { a: [1] } } },
  createRunner: { call: createRunner, takes: noLimit("trackerWaitMilliseconds") },
  createStoreTracker: { call: (options) => createStoreTracker(createMemoryStore(), options) },
  statisticInterval: {
    call: (options) => statisticInterval((rows) => rows.length, options),
    valid: { rows: 4, resamples: 10 },
    takes: seeds,
  },
  contract: { call: (options) => contract("visits", z.object({ pages: z.number().nullable() }), options) },
  diffDatasets: { call: (options) => diffDatasets(data, data, options) },
  listDatasets: { call: (options) => listDatasets(createMemoryStore(), options) },
  saveDataset: { call: (options) => saveDataset(createMemoryStore(), data, options) },
  tagDataset: { call: (options) => tagDataset({ blobs: {}, logs: {} } as never, "sha256:0", "latest", options) },
  profileDataset: {
    call: (options) => profileDataset(data, options),
    elsewhere: { "a profile is data": ["reference"] },
  },
  profileRows: {
    call: (options) => profileRows({ pages: "number" }, [], options),
    elsewhere: { "a profile is data": ["reference"] },
  },
  profileReducer: { call: profileReducer, valid: { columns: [{ name: "pages", type: "number" }] } },
  selectRows: { call: (options) => selectRows({ kind: "dataset", rows: 3, lineage: {} } as never, options) },
  model: {
    call: (options) => model("long-visits", visits, options),
    valid: { target: (visit: { pages: { atLeast(least: number): unknown } }) => visit.pages.atLeast(3), kinds: [] },
  },
  explainDataset: {
    call: (options) => explainDataset({ kind: "model-name" } as never, {} as never, data, options),
    elsewhere: { "a dataset is data": ["past"] },
  },
  predictDataset: {
    call: (options) => predictDataset({ kind: "model-name" } as never, {} as never, data, options),
    elsewhere: { "a dataset is data": ["past"] },
  },
  predictTest: {
    call: (options) => predictTest({ kind: "candidate" } as never, options),
    elsewhere: { "the candidate is the first parameter": ["targets", "decision"] },
  },
  profileModel: {
    call: profileModel,
    valid: { inputs: { format: "profile@1", rows: 0, columns: [] }, decision: {} },
    elsewhere: { "profiles, outputs and targets are data": ["inputs", "outputs", "targets"] },
  },
};

const error = "an error is made of facts, which are told as they are";
const noun = "it takes a noun, which another function has made and checked";

export const coreWithout: Readonly<Record<string, string>> = {
  composeStore: "it takes the three ports of a store",
  defineStage: "it takes a definition, whose params are checked as JSON",
  DamagedError: error,
  GoldenPipelineError: error,
  RevokedError: error,
  SchemaError: error,
  SourceError: error,
  StateError: error,
  ChatError: error,
  ServiceError: error,
  compileColumns: noun,
  describeExpression: noun,
  createDataset: noun,
  openDataset: noun,
  outputAt: noun,
  candidateVersion: noun,
};
