import * as experiments from "golden-pipeline/ab-testing";
import { createMemoryStore } from "golden-pipeline/core";
import { profileRows } from "golden-pipeline/dataset";
import * as deployment from "golden-pipeline/deployment";
import * as feedback from "golden-pipeline/feedback";
import * as monitoring from "golden-pipeline/monitoring";
import type { Surfaces } from "./surface.js";

const store = createMemoryStore();

const reference = { inputs: profileRows({ age: "number" }, [{ age: 3 }]) };
/** Options are checked before it is asked. */
const registry = { specificationVersion: "v1", resolve: () => Promise.reject(new Error("away")) };
const anyTime = {
  "before 1970, or without an end": {
    from: ["negative", "infinite"],
    to: ["negative", "infinite"],
    asOf: ["negative", "infinite"],
  },
} as const;
const noLimit = { "no limit": { maximumRows: ["infinite"], maximumBytes: ["infinite"] } } as const;

export const servingSurfaces: Surfaces = {
  errorRate: { call: deployment.errorRate },
  latency: { call: deployment.latency },
  createRouter: {
    call: deployment.createRouter,
    valid: { registry, model: { kind: "model-name", name: "visits" }, unit: () => "a" },
  },
  shadowFunction: {
    call: deployment.shadowFunction,
    valid: { live: () => 1, candidate: () => 1, compare: () => undefined },
    takes: { "no limit": { maximumBytes: ["infinite"] } },
  },
  createShadowLane: { call: deployment.createShadowLane, takes: { "no limit": { maximumBytes: ["infinite"] } } },
  compareArms: { call: (options) => experiments.compareArms({ values: [1, 2, 3] }, { values: [1, 2, 4] }, options) },
  compareProportions: {
    call: (options) =>
      experiments.compareProportions(
        { successes: 5, trials: 100 } as never,
        { successes: 6, trials: 100 } as never,
        options,
      ),
  },
  requiredSampleSize: {
    call: experiments.requiredSampleSize,
    valid: { control: 0.1, difference: 0.02 },
    takes: { "an effect may go down": { difference: ["negative"] } },
  },
  sampleRatioMismatch: {
    call: (options) => experiments.sampleRatioMismatch({ a: 50, b: 51 }, { a: 1, b: 1 }, options),
  },
  createAlarms: { call: monitoring.createAlarms },
  calibrationDrift: { call: monitoring.calibrationDrift },
  defaultDetectors: { call: monitoring.defaultDetectors },
  inputDrift: { call: monitoring.inputDrift },
  outputDrift: { call: monitoring.outputDrift },
  missingValues: { call: monitoring.missingValues },
  newValues: { call: monitoring.newValues },
  qualityDrift: {
    call: monitoring.qualityDrift,
    takes: { "measures may be below 0": { expected: ["negative"] } },
  },
  serviceRates: { call: monitoring.serviceRates },
  createMonitor: { call: monitoring.createMonitor, valid: { reference } },
  createMonitorLog: { call: monitoring.createMonitorLog, valid: { store, name: "visits", reference } },
  tellLogged: { call: (options) => monitoring.tellLogged({} as never, [], options), valid: { model: {} } },
  joinLabels: {
    call: feedback.joinLabels,
    valid: { predictions: [], labels: [] },
    takes: { "no limit": { horizonMilliseconds: ["infinite"] } },
  },
  createLabelLog: {
    call: feedback.createLabelLog,
    valid: { store, name: "visits", durability: { intervalMilliseconds: 1000 } },
    takes: noLimit,
  },
  readLabels: { call: (options) => feedback.readLabels(store, "visits", options), takes: anyTime },
  labelledRows: { call: (options) => feedback.labelledRows({ kind: "contract", columns: [] } as never, [], options) },
  pairShadow: {
    call: (options) => feedback.pairShadow({ contract: { columns: [] } } as never, [], options),
    valid: { candidate: "visits@2" },
  },
  createMemoryPredictions: { call: feedback.createMemoryPredictions },
  createPredictionLog: {
    call: feedback.createPredictionLog,
    valid: { store, name: "visits", durability: { intervalMilliseconds: 1000 } },
    takes: noLimit,
  },
  readPredictions: { call: (options) => feedback.readPredictions(store, "visits", options), takes: anyTime },
  retrainWhen: { call: feedback.retrainWhen, valid: { store, name: "visits" } },
};

export const servingWithout: Readonly<Record<string, string>> = {
  monitorMetrics: "it takes a report, which a monitor has made",
};
