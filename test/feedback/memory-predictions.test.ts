import { describe, expect, it } from "vitest";
import { createMemoryStore, createSimulatedClock } from "../../src/core/index.js";
import { createMemoryPredictions, createPredictionLog, readPredictions } from "../../src/feedback/index.js";
import type { Prediction } from "../../src/model/index.js";
import { predictionSinkChecks } from "../../src/testing/index.js";
import { predictionOf } from "./make.js";

describe("predictions in memory, as any sink,", () => {
  const create = async () => {
    const sinks: ReturnType<typeof createMemoryPredictions>[] = [];
    return {
      async open() {
        const sink = createMemoryPredictions();
        sinks.push(sink);
        return sink;
      },
      // Each process has a memory of its own: a reader of several gives each id once.
      read: () => [
        ...new Map(
          sinks
            .flatMap(({ written }) => [...written])
            .reverse()
            .map((one) => [one.id, one]),
        ).values(),
      ],
      close: async () => undefined,
    };
  };
  for (const { name, run } of predictionSinkChecks(create)) it(name, run);

  it("are refused when they are none", () => {
    const predictions = createMemoryPredictions();
    expect(() => predictions.write({ key: "a" } as Prediction)).toThrow("`unit` to be a text");
    expect(() => Reflect.apply(predictions.write, predictions, [null])).toThrow("Expected an object, got null");
  });

  it("may be of a simulated time from 0, by its clock", () => {
    const day = 86_400_000;
    const early = { ...predictionOf("a"), id: "a", eventTime: 20 * day, knownTime: 20 * day, receivedTime: 20 * day };
    expect(() => createMemoryPredictions().write(early)).toThrow("give its clock as `clock`");
    const predictions = createMemoryPredictions({ clock: createSimulatedClock(20 * day) });
    predictions.write(early);
    expect(predictions.written).toEqual([early]);
    expect(() => Reflect.apply(createMemoryPredictions, undefined, [{ clocks: 1 }])).toThrow("clocks");
  });

  it("stand once though they were written twice, and say when they are closed", async () => {
    const predictions = createMemoryPredictions();
    const prediction = { ...predictionOf("a"), id: "a" };
    for (const output of [0.3, 0.9]) predictions.write({ ...prediction, output });
    expect(predictions.written).toEqual([prediction]);
    await predictions.close();
    expect(() => predictions.write(prediction)).toThrow("Expected an open log, it was closed");
  });
});

describe("a prediction log, as any sink,", () => {
  const create = async () => {
    const store = createMemoryStore();
    return {
      open: () => createPredictionLog({ store, name: "checked" }),
      read: () => readPredictions(store, "checked"),
      close: async () => undefined,
    };
  };
  for (const { name, run } of predictionSinkChecks(create)) it(name, run);
});
