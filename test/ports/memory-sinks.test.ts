import { createMemoryAlarmSink, createMemoryMetricSink } from "golden-pipeline/ports";
import { alarmSinkChecks, metricSinkChecks } from "golden-pipeline/testing";
import { describe, it } from "vitest";

describe("the alarm sink in memory", () => {
  for (const { name, run } of alarmSinkChecks(async () => {
    const sink = createMemoryAlarmSink();
    return {
      sink,
      told: async () => sink.sent.map(({ model, alarm: { id, state } }) => ({ model, id, state })),
      close: async () => undefined,
    };
  }))
    it(name, run);
});

describe("the metric sink in memory", () => {
  for (const { name, run } of metricSinkChecks(async () => {
    const sink = createMemoryMetricSink();
    return {
      sink,
      async read(name, labels) {
        const key = (given: object) => JSON.stringify(Object.entries(given).sort());
        const samples = sink.families().find((family) => family.name === name)?.samples ?? [];
        return samples.find((sample) => key(sample.labels ?? {}) === key(labels))?.value;
      },
      close: async () => undefined,
    };
  }))
    it(name, run);
});
