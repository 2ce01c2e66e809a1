import { createMemoryStore, createQueue } from "golden-pipeline/core";
import {
  asOfJoin,
  createMemoryHistory,
  createMemoryOnlineFeatures,
  engineer,
  onlineColumns,
  recordHistory,
} from "golden-pipeline/features";
import {
  csvSource,
  ingest,
  jsonLinesSource,
  parquetSource,
  positionedSource,
  readRawRow,
  rowsSource,
} from "golden-pipeline/ingestion";
import {
  bradleyTerry,
  comparePairwise,
  createJudge,
  createStoreChatCache,
  judgeGate,
  judgeTrust,
  rubric,
} from "golden-pipeline/judge";
import { scriptedChatModel } from "golden-pipeline/testing";
import {
  gradientBoosting,
  logisticRegression,
  promptModel,
  propose,
  splitByTime,
  train,
} from "golden-pipeline/training";
import { readLineage, readQuarantine, validate } from "golden-pipeline/validation";
import { z } from "zod";
import { visits } from "./core.js";
import type { Surfaces } from "./surface.js";

const unseen = {} as never;
const bytes = new Uint8Array();
const chat = scriptedChatModel(() => "");
const helpful = rubric("helpful", { criteria: { fit: { question: "Does it fit?", levels: { 0: "no", 1: "yes" } } } });
const calls = {
  takes: {
    "no limit": {
      maximumCharacters: ["infinite"],
      maximumWaiting: ["infinite"],
      "delay.maximumMilliseconds": ["infinite"],
      "budget.calls": ["infinite"],
      "budget.cost": ["infinite"],
    },
  },
  elsewhere: { "a queue counts by itself": ["queue"] },
} as const;

export const flowSurfaces: Surfaces = {
  bradleyTerry: { call: (options) => bradleyTerry([], options) },
  comparePairwise: {
    call: (options) => comparePairwise([], options),
    valid: { model: chat, instructions: "Which is better?", queue: createQueue({ concurrency: 1 }) },
    ...calls,
  },
  createStoreChatCache: { call: createStoreChatCache, valid: { store: createMemoryStore() } },
  createJudge: { call: createJudge, valid: { model: chat, rubric: helpful }, ...calls },
  rubric: {
    call: (options) => rubric("helpful", options),
    valid: { criteria: { fit: { question: "Does it fit?", levels: { 0: "no", 1: "yes" } } } },
  },
  judgeGate: {
    call: (options) => judgeGate({ judge: "a", summary: { items: 0, scored: 0, score: {} } } as never, options),
    valid: { trust: { judge: "b" }, atLeast: 0.8 },
    elsewhere: { "trust is what `judgeTrust` has made": ["trust"] },
  },
  judgeTrust: {
    call: (options) => judgeTrust([], options),
    valid: { judge: "a", minimum: 0.6 },
    takes: {
      "agreement may be worse than chance": { minimum: ["negative"] },
      "a seed may be any number or text": { seed: ["negative", "text"] },
    },
  },
  csvSource: { call: (options) => csvSource(bytes, options) },
  ingest: { call: (options) => ingest(visits, options) },
  jsonLinesSource: { call: (options) => jsonLinesSource(bytes, options) },
  readRawRow: { call: (options) => readRawRow(createMemoryStore(), "raw/visits@1#0", options) },
  parquetSource: { call: (options) => parquetSource(bytes, options) },
  rowsSource: { call: (options) => rowsSource("rows", [], options) },
  positionedSource: { call: positionedSource, valid: { name: "rows", format: {}, chunks: () => [] } },
  readLineage: { call: (options) => readLineage(createMemoryStore(), visits, options) },
  readQuarantine: { call: (options) => readQuarantine(createMemoryStore(), visits, options) },
  validate: { call: validate },
  createMemoryHistory: {
    call: createMemoryHistory,
    takes: { "no limit": { retentionMinutes: ["infinite"], maxKeys: ["infinite"] } },
  },
  recordHistory: {
    call: (options) => recordHistory({ definitions: [] }, [], createMemoryHistory(), options),
    valid: { id: () => "a" },
    takes: { "moments before 1970 are below 0": { since: ["negative"] } },
  },
  engineer: {
    call: (options) =>
      engineer(
        { kind: "features", fingerprint: "a" } as never,
        { kind: "model-name", fingerprint: "b" } as never,
        options,
      ),
    elsewhere: { "a dataset is data": ["history"] },
  },
  asOfJoin: {
    call: (options) => asOfJoin("joined", visits, visits, options),
    valid: { by: { pages: "pages" }, columns: { before: "pages" } },
    takes: { "no limit": { maximumAgeMilliseconds: ["infinite"] } },
  },
  createMemoryOnlineFeatures: { call: createMemoryOnlineFeatures, valid: { features: {} } },
  onlineColumns: {
    call: (options) => onlineColumns(createMemoryOnlineFeatures({ features: {} }), options),
    valid: { entity: () => ({}), columns: { pages: "visits:week" } },
  },
  gradientBoosting: { call: gradientBoosting },
  logisticRegression: { call: logisticRegression },
  promptModel: {
    call: (options) => promptModel(visits, options),
    valid: { kind: "answers@1", parameters: z.object({}), chat: () => chat, ask: () => ({}), calls: {} },
    takes: { "no limit": { "calls.maximumWaiting": ["infinite"] } },
  },
  propose: {
    call: (options) =>
      propose({ kind: "model-name" } as never, { kind: "a@1", decode: () => {} } as never, unseen, options),
    valid: { decision: {} },
  },
  splitByTime: { call: (options) => splitByTime("at" as never, options), valid: { test: 0.2 } },
  train: { call: (options) => train<never, never, boolean>(gradientBoosting(), options), valid: { decision: {} } },
};

const noun = "it takes a noun, which another function has made and checked";

export const flowWithout: Readonly<Record<string, string>> = {
  checkRows: noun,
  createInputValidator: noun,
  createRowValidator: noun,
  applyFeatures: noun,
  fitFeatures: noun,
  features: noun,
};
