import { describe, expect, it } from "vitest";
import { type Keys, memoryKeys } from "../../src/core/index.js";
import { fileKeys } from "../../src/store/index.js";
import type { CheckedKeys } from "../../src/testing/house.js";
import { keysChecks } from "../../src/testing/index.js";
import { failedChecks } from "./failed-checks.js";
import { temporaryDirectory } from "./temporary-directory.js";
import { withoutLinks } from "./without-links.js";

async function inMemory(keys: Keys = memoryKeys()): Promise<CheckedKeys> {
  return { keys, reopen: async () => keys, close: async () => undefined };
}

function inFiles(create: (directory: string) => Keys): () => Promise<CheckedKeys> {
  return async () => {
    const { directory, close } = await temporaryDirectory();
    return { keys: create(directory), reopen: async () => create(directory), close };
  };
}

describe("memory keys", () => {
  for (const { name, run } of keysChecks(() => inMemory())) it(name, run);
});

describe("file keys", () => {
  const create = inFiles((directory) => fileKeys(directory, { durability: "process" }));
  for (const { name, run } of keysChecks(create)) it(name, run);
});

describe("file keys on a file system without hard links", () => {
  const create = inFiles((directory) => fileKeys(directory, { durability: "process", fileSystem: withoutLinks }));
  for (const { name, run } of keysChecks(create)) it(name, run);
});

it("a key whose file was destroyed between being found taken and being looked at is erased, not an error", async () => {
  const { directory, close } = await temporaryDirectory();
  const id = "0".repeat(64);
  const fresh = new Uint8Array(32);
  const other = fileKeys(directory, { fileSystem: withoutLinks });
  const keys = fileKeys(directory, {
    fileSystem: {
      ...withoutLinks,
      async rename(from, to) {
        if (!to.endsWith(`${id}.key`)) return withoutLinks.rename(from, to);
        await other.getOrCreate([{ id, fresh }]);
        return withoutLinks.rename(from, to).finally(() => other.destroy(id));
      },
    },
  });
  expect(await keys.getOrCreate([{ id, fresh }])).toEqual(["erased"]);
  await close();
});

const raced = "a key that is made while it is destroyed does not stay";

/** What adapters get wrong, each with a check that must see it. */
const faults: Readonly<Record<string, { readonly seenBy: string; readonly broken: (keys: Keys) => Keys }>> = {
  "gives every caller its own fresh key": {
    seenBy: "the first fresh key of an id stands for good",
    broken: (keys) => ({
      ...keys,
      async getOrCreate(wanted) {
        await keys.getOrCreate(wanted);
        return wanted.map(({ fresh }) => fresh);
      },
    }),
  },
  "lets the last of several makers win": {
    seenBy: "callers that race for one id all get one key",
    broken() {
      const kept = new Map<string, Uint8Array | "erased">();
      return {
        ...memoryKeys(),
        async getOrCreate(wanted) {
          const known = wanted.map(({ id }) => kept.get(id));
          await new Promise((resolve) => setImmediate(resolve));
          return wanted.map(({ id, fresh }, index) => {
            const key = known[index] ?? fresh;
            kept.set(id, key);
            return key;
          });
        },
        get: async (ids) => ids.map((id) => kept.get(id)),
      };
    },
  },
  "answers in its own order": {
    seenBy: "several ids come back in the order they were asked for, also one that stands twice",
    broken: (keys) => ({ ...keys, get: async (ids) => keys.get([...ids].sort()) }),
  },
  "leaves out ids that it does not know": {
    seenBy: "an id that was never seen has no key, and asking makes none",
    broken: (keys) => ({ ...keys, get: async (ids) => (await keys.get(ids)).filter((key) => key !== undefined) }),
  },
  "makes a key when it is only asked for one": {
    seenBy: "an id that was never seen has no key, and asking makes none",
    broken: (keys) => ({
      ...keys,
      get: (ids) => keys.getOrCreate(ids.map((id) => ({ id, fresh: new Uint8Array(32) }))),
    }),
  },
  "leaves no tombstone": {
    seenBy: "a destroyed key is gone for good, and no other one is",
    broken() {
      const kept = new Map<string, Uint8Array>();
      return {
        specificationVersion: "v1",
        getOrCreate: async (wanted) =>
          wanted.map(({ id, fresh }) => {
            const key = kept.get(id) ?? new Uint8Array(fresh);
            kept.set(id, key);
            return key.slice();
          }),
        get: async (ids) => ids.map((id) => kept.get(id)?.slice()),
        destroy: async (id) => kept.delete(id),
      };
    },
  },
  "leaves a tombstone only where there was a key": {
    seenBy: "an id without a key can be destroyed too, and never gets one",
    broken: (keys) => ({
      ...keys,
      async destroy(id) {
        const [key] = await keys.get([id]);
        return key === undefined ? false : keys.destroy(id);
      },
    }),
  },
  "destroys nothing": {
    seenBy: "a destroyed key is gone for good, and no other one is",
    broken: (keys) => ({ ...keys, destroy: async () => true }),
  },
  "keeps a key in use that was destroyed elsewhere": {
    seenBy: "a destroyed key is gone for good, and no other one is",
    broken(keys) {
      const cache = new Map<string, Uint8Array | "erased">();
      return {
        ...keys,
        async getOrCreate(wanted) {
          const got = await keys.getOrCreate(wanted);
          for (const [index, { id }] of wanted.entries()) cache.set(id, cache.get(id) ?? got[index] ?? "erased");
          return wanted.map(({ id }) => cache.get(id) ?? "erased");
        },
      };
    },
  },
  "lets a key that is being made outlive its destruction": {
    seenBy: raced,
    broken() {
      const kept = new Map<string, Uint8Array | "erased">();
      return {
        specificationVersion: "v1",
        async getOrCreate(wanted) {
          const known = wanted.map(({ id }) => kept.get(id));
          await new Promise((resolve) => setImmediate(resolve));
          wanted.forEach(({ id, fresh }, index) => {
            if (known[index] === undefined) kept.set(id, fresh);
          });
          return wanted.map(({ id, fresh }) => kept.get(id) ?? fresh);
        },
        get: async (ids) => ids.map((id) => kept.get(id)),
        async destroy(id) {
          const had = kept.get(id) instanceof Uint8Array;
          kept.set(id, "erased");
          return had;
        },
      };
    },
  },
  "keeps the caller's own array": {
    seenBy: "keys that a caller overwrites after giving or getting them stay as they are",
    broken() {
      const kept = new Map<string, Uint8Array>();
      return {
        ...memoryKeys(),
        getOrCreate: async (wanted) =>
          wanted.map(({ id, fresh }) => {
            const key = kept.get(id) ?? fresh;
            kept.set(id, key);
            return key;
          }),
        get: async (ids) => ids.map((id) => kept.get(id)),
      };
    },
  },
};

describe("keysChecks", () => {
  for (const [fault, { seenBy, broken }] of Object.entries(faults))
    it(`fails an adapter that ${fault}`, async () => {
      expect(await failedChecks(keysChecks(() => inMemory(broken(memoryKeys()))))).toContain(seenBy);
    });
});
