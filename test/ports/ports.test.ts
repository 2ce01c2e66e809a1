import { readdirSync, readFileSync } from "node:fs";
import * as core from "golden-pipeline";
import * as features from "golden-pipeline/features";
import * as feedback from "golden-pipeline/feedback";
import { createJudge, rubric } from "golden-pipeline/judge";
import * as monitoring from "golden-pipeline/monitoring";
import * as ports from "golden-pipeline/ports";
import * as registry from "golden-pipeline/registry";
import * as testing from "golden-pipeline/testing";
import * as training from "golden-pipeline/training";
import { describe, expect, it } from "vitest";

/** What every port has: a contract suite, and an implementation that needs no outside system. */
const known: Readonly<Record<string, { readonly suite: keyof typeof testing; readonly embedded: string }>> = {
  AlarmSink: { suite: "alarmSinkChecks", embedded: "createMemoryAlarmSink" },
  Blobs: { suite: "blobsChecks", embedded: "memoryBlobs" },
  ChatModel: { suite: "chatModelChecks", embedded: "scriptedChatModel" },
  Detector: { suite: "detectorChecks", embedded: "inputDrift" },
  Engine: { suite: "engineChecks", embedded: "createMemoryEngine" },
  Executor: { suite: "executorChecks", embedded: "createInProcessExecutor" },
  HistoryStore: { suite: "historyChecks", embedded: "createMemoryHistory" },
  Keys: { suite: "keysChecks", embedded: "memoryKeys" },
  Logs: { suite: "logsChecks", embedded: "memoryLogs" },
  MetricSink: { suite: "metricSinkChecks", embedded: "createMemoryMetricSink" },
  ModelSource: { suite: "registryChecks", embedded: "createRegistry" },
  OnlineFeatures: { suite: "onlineFeaturesChecks", embedded: "createMemoryOnlineFeatures" },
  PredictionSink: { suite: "predictionSinkChecks", embedded: "createMemoryPredictions" },
  Registrar: { suite: "registryChecks", embedded: "createRegistry" },
  RegistryMirror: { suite: "registryMirrorChecks", embedded: "createMemoryRegistryMirror" },
  RolloutMirror: { suite: "rolloutMirrorChecks", embedded: "createMemoryRolloutMirror" },
  Source: { suite: "sourceChecks", embedded: "createMemorySource" },
  Tracker: { suite: "trackerChecks", embedded: "createMemoryTracker" },
  Trainer: { suite: "trainerChecks", embedded: "logisticRegression" },
};

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readFileSync(`${folder}/${path}`, "utf8"));
}
const declared = filesBelow("src").flatMap((text) =>
  [...text.matchAll(/export interface (\w+)[^{]*\{\n {2}readonly specificationVersion: "(\w+)"/g)].map(
    ([, name = "", version = ""]) => ({ name, version }),
  ),
);
const tests = filesBelow("test");
const exported = { ...core, ...features, ...feedback, ...monitoring, ...ports, ...registry, ...testing, ...training };

it("ports are what state a specification version, all of them the same", () => {
  expect(declared.map(({ name }) => name).sort()).toEqual(Object.keys(known));
  expect(new Set(declared.map(({ version }) => version))).toEqual(new Set(["v1"]));
});

describe.each(Object.entries(known))("the port %s", (_, { suite, embedded }) => {
  it("has a contract suite and an implementation that needs no outside system", () => {
    expect(exported).toHaveProperty(suite);
    expect(exported).toHaveProperty(embedded);
  });

  it("runs the suite on that implementation", () => {
    const run = tests.some((text) => text.includes(`${suite}(`) && text.includes(embedded));
    expect(run, `${suite} with ${embedded}`).toBe(true);
  });
});

describe("an implementation of another version", () => {
  const later = {
    specificationVersion: "v2",
    id: "later",
    check: () => [],
    send() {},
    get() {},
    fit() {},
    execute() {},
    decode() {},
  };
  const refusal = 'to have the specificationVersion "v1", got "v2"';

  const fine = rubric("fine", { criteria: { fine: { question: "Is it fine?", levels: { 0: "no", 1: "yes" } } } });

  it("is refused where it is handed over", () => {
    const handedOver = [
      () => Reflect.apply(monitoring.createAlarms, undefined, [{ sinks: [later] }]),
      () => Reflect.apply(features.onlineColumns, undefined, [later, { entity: () => ({}), columns: { a: "a:b" } }]),
      () => Reflect.apply(core.createRunner, undefined, [{ tracker: { ...core.createMemoryTracker(), ...later } }]),
      () => Reflect.apply(core.createRunner, undefined, [{ store: core.createMemoryStore(), executor: later }]),
      () => Reflect.apply(training.train, undefined, [later]),
      () => Reflect.apply(createJudge, undefined, [{ rubric: fine, model: { ...later, generate() {} } }]),
      () =>
        Reflect.apply(core.composeStore, undefined, [
          { logs: core.memoryLogs(), blobs: { ...core.memoryBlobs(), ...later } },
        ]),
    ];
    for (const hand of handedOver) expect(hand).toThrow(refusal);
  });
});
