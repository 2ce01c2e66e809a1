import { describe, expect, it } from "vitest";
import { composeStore, createMemoryStore, memoryKeys, memoryLogs, type Store } from "../../src/core/index.js";
import { createFileStore, fileBlobs } from "../../src/store/index.js";
import { type CheckedStore, storeChecks } from "../../src/testing/store-checks.js";
import { failedChecks } from "./failed-checks.js";
import { temporaryDirectory } from "./temporary-directory.js";
import { withoutLinks } from "./without-links.js";

async function memoryStore(): Promise<CheckedStore> {
  const store = createMemoryStore();
  return { store, reopen: async () => store, close: async () => undefined };
}

function fileStoreOn(create: (directory: string) => Store): () => Promise<CheckedStore> {
  return async () => {
    const { directory, close } = await temporaryDirectory();
    return { store: create(directory), reopen: async () => create(directory), close };
  };
}

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

describe("a store whose parts stand in different systems", () => {
  const create = async (): Promise<CheckedStore> => {
    const { directory, close } = await temporaryDirectory();
    const [logs, keys] = [memoryLogs(), memoryKeys()];
    const open = (): Store => composeStore({ logs, blobs: fileBlobs(directory), keys });
    return { store: open(), reopen: async () => open(), close };
  };
  for (const { name, run } of storeChecks(create)) it(name, run);
});

/** What stores get wrong, each with exactly the checks that see it. */
const faults: Readonly<
  Record<string, { readonly seenBy: readonly string[]; readonly broken: (store: Store) => Store }>
> = {
  "loses races": {
    seenBy: [
      "an append with another expectation than the head is refused and changes nothing",
      "of appends that race with the same expectation exactly one wins",
    ],
    broken: (store) => ({ ...store, append: (log, events) => store.append(log, events) }),
  },
  "does not seal": {
    seenBy: [
      "a sealed blob is read back as it was, and equal bytes of a subject are one blob",
      "erasing a subject makes all that is sealed for it unreadable for good, and nothing else",
      "a subject may be erased before anything is kept of it",
      "a subject without a name is refused",
    ],
    broken: (store) => ({ ...store, blobs: { ...store.blobs, put: (bytes) => store.blobs.put(bytes) } }),
  },
  "seals parts for one subject": {
    seenBy: ["a blob of parts for several subjects is read part by part", "a subject without a name is refused"],
    broken: (store) => ({
      ...store,
      blobs: {
        ...store.blobs,
        putParts: (parts) => store.blobs.putParts(parts.map(({ bytes }) => ({ bytes, subject: "everybody" }))),
      },
    }),
  },
};

describe("storeChecks", () => {
  for (const [fault, { seenBy, broken }] of Object.entries(faults))
    it(`fails a store that ${fault}`, async () => {
      const create = async (): Promise<CheckedStore> => {
        const store = broken(createMemoryStore());
        return { store, reopen: async () => store, close: async () => undefined };
      };
      expect(await failedChecks(storeChecks(create))).toEqual(seenBy);
    });
});
