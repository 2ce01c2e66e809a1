import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createMemoryStore,
  createMemoryTracker,
  createStoreTracker,
  MissingError,
  readTracking,
} from "golden-pipeline";
import { createFileStore } from "golden-pipeline/store";
import { trackerChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";

describe("the memory tracker", () => {
  const create = async () => {
    const tracker = createMemoryTracker();
    return { tracker, read: async (runId: string) => tracker.read(runId), close: async () => undefined };
  };
  for (const { name, run } of trackerChecks(create)) it(name, run);

  it("lists its runs, and knows which it was not told of", async () => {
    const tracker = createMemoryTracker();
    await tracker.start({ runId: "r", name: "n", time: 0 });
    expect(tracker.runs).toEqual(["r"]);
    expect(() => tracker.read("other")).toThrow(MissingError);
  });
});

describe("the tracker of a memory store", () => {
  const create = async () => {
    const store = createMemoryStore();
    const read = (runId: string) => readTracking(store, runId);
    return { tracker: createStoreTracker(store), read, close: async () => undefined };
  };
  for (const { name, run } of trackerChecks(create)) it(name, run);

  it("leaves nothing of a run that tells nothing", async () => {
    const store = createMemoryStore();
    const tracker = createStoreTracker(store);
    await tracker.start({ runId: "r", name: "n", time: 0 });
    await tracker.finish("r", "succeeded", 1);
    expect(await store.logs()).toEqual([]);
    await expect(readTracking(store, "r")).rejects.toThrow(MissingError);
  });

  it("keeps a hundred thousand steps in a few segments", async () => {
    const store = createMemoryStore();
    const tracker = createStoreTracker(store);
    await tracker.start({ runId: "r", name: "n", time: 0 });
    for (let step = 0; step < 100_000; step += 10_000)
      await tracker.log(
        "r",
        Array.from({ length: 10_000 }, (_, index) => ({
          type: "metric" as const,
          stage: "train",
          name: "loss",
          step: step + index,
          value: 1 / (step + index + 1),
          time: 0,
        })),
        store.blobs,
      );
    await tracker.finish("r", "succeeded", 1);
    expect((await store.head("tracking/r/000001")).sequence).toBeLessThan(20);
    expect((await readTracking(store, "r")).metrics[0]?.points.length).toBe(100_000);
  });

  it("tells apart a run and another whose id begins with its id", async () => {
    const store = createMemoryStore();
    const tracker = createStoreTracker(store);
    for (const runId of ["r", "r/000001", "r/other"]) {
      await tracker.start({ runId, name: "n", time: 0 });
      await tracker.log(runId, [{ type: "tag", stage: "s", name: "id", value: runId }], store.blobs);
      await tracker.finish(runId, "succeeded", 1);
    }
    for (const runId of ["r", "r/000001", "r/other"])
      expect((await readTracking(store, runId)).tags).toEqual([{ stage: "s", name: "id", value: runId }]);
  });
});

describe("the tracker of a file store", () => {
  const create = async () => {
    const directory = mkdtempSync(join(tmpdir(), "golden-pipeline-tracking-"));
    const store = createFileStore(directory);
    return {
      tracker: createStoreTracker(store),
      read: (runId: string) => readTracking(createFileStore(directory), runId),
      close: async () => rmSync(directory, { recursive: true, force: true }),
    };
  };
  for (const { name, run } of trackerChecks(create)) it(name, run);
});
