import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createMemoryStore, type Store } from "../../src/core/index.js";
import { nodeFileSystem } from "../../src/store/house.js";
import { createFileStore } from "../../src/store/index.js";
import { type CheckedStore, storeChecks } from "../../src/testing/store-checks.js";

async function memoryStore(): Promise<CheckedStore> {
  const store = createMemoryStore();
  return { store, reopen: async () => store, close: async () => undefined };
}

function fileStoreOn(create: (directory: string) => Store): () => Promise<CheckedStore> {
  return async () => {
    const directory = await mkdtemp(join(tmpdir(), "golden-pipeline-checks-"));
    return {
      store: create(directory),
      reopen: async () => create(directory),
      close: () => rm(directory, { recursive: true, force: true }),
    };
  };
}

const withoutLinks = {
  ...nodeFileSystem,
  link: () => Promise.reject(Object.assign(new Error("links are not supported"), { code: "EPERM" })),
};

describe("the memory store", () => {
  for (const { name, run } of storeChecks(memoryStore)) it(name, run);
});

describe("the file store", () => {
  for (const { name, run } of storeChecks(fileStoreOn((directory) => createFileStore(directory)))) it(name, run);
});

describe("the file store on a file system without hard links", () => {
  const create = fileStoreOn((directory) => createFileStore(directory, { fileSystem: withoutLinks }));
  for (const { name, run } of storeChecks(create)) it(name, run);
});

describe("storeChecks", () => {
  it("tells a store that loses a race from one that does not", async () => {
    const careless = async (): Promise<CheckedStore> => {
      const store = createMemoryStore();
      const broken: Store = { ...store, append: (log, events) => store.append(log, events) };
      return { store: broken, reopen: async () => broken, close: async () => undefined };
    };
    const failed: string[] = [];
    for (const { name, run } of storeChecks(careless)) await run().catch(() => failed.push(name));
    expect(failed).toEqual([
      "an append with another expectation than the head is refused and changes nothing",
      "of appends that race with the same expectation exactly one wins",
    ]);
  });
});
