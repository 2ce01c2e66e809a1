import { describe, expect, it } from "vitest";
import { type Blobs, memoryBlobs } from "../../src/core/index.js";
import { fileBlobs } from "../../src/store/index.js";
import type { CheckedBlobs } from "../../src/testing/house.js";
import { blobsChecks } from "../../src/testing/index.js";
import { failedChecks } from "./failed-checks.js";
import { temporaryDirectory } from "./temporary-directory.js";

async function inMemory(blobs: Blobs = memoryBlobs()): Promise<CheckedBlobs> {
  return { blobs, reopen: async () => blobs, close: async () => undefined };
}

describe("memory blobs", () => {
  for (const { name, run } of blobsChecks(() => inMemory())) it(name, run);
});

describe("file blobs", () => {
  const create = async (): Promise<CheckedBlobs> => {
    const { directory, close } = await temporaryDirectory();
    const open = (): Blobs => fileBlobs(directory, { durability: "process" });
    return { blobs: open(), reopen: async () => open(), close };
  };
  for (const { name, run } of blobsChecks(create)) it(name, run);
});

/** What adapters get wrong, each with a check that must see it. */
const faults: Readonly<Record<string, { readonly seenBy: string; readonly broken: (blobs: Blobs) => Blobs }>> = {
  "keeps the caller's own array": {
    seenBy: "bytes that a caller changes after putting or getting do not reach the blob",
    broken() {
      const kept = new Map<string, Uint8Array>();
      return {
        specificationVersion: "v1",
        put: async (digest, bytes) => void kept.set(digest, bytes),
        get: async (digest) => kept.get(digest),
        has: async (digest) => kept.has(digest),
      };
    },
  },
  "puts the whole buffer that a part is of": {
    seenBy: "a part of a larger buffer is put as that part alone",
    broken: (blobs) => ({ ...blobs, put: (digest, bytes) => blobs.put(digest, new Uint8Array(bytes.buffer)) }),
  },
  "takes empty bytes for none": {
    seenBy: "bytes come back as they were put, in another process too",
    broken: (blobs) => ({
      ...blobs,
      async get(digest) {
        const bytes = await blobs.get(digest);
        return bytes?.length ? bytes : undefined;
      },
    }),
  },
  "keeps text": {
    seenBy: "bytes come back as they were put, in another process too",
    broken: (blobs) => ({
      ...blobs,
      put: (digest, bytes) => blobs.put(digest, new TextEncoder().encode(new TextDecoder().decode(bytes))),
    }),
  },
  "cuts what is large": {
    seenBy: "bytes come back as they were put, in another process too",
    broken: (blobs) => ({ ...blobs, put: (digest, bytes) => blobs.put(digest, bytes.subarray(0, 1 << 20)) }),
  },
  "acknowledges before it has put": {
    seenBy: "what was put is there, empty bytes too",
    broken: (blobs) => ({
      ...blobs,
      async put(digest, bytes) {
        setTimeout(() => void blobs.put(digest, bytes), 5);
      },
    }),
  },
  "gives empty bytes for what is not there": {
    seenBy: "what was never put is not there",
    broken: (blobs) => ({ ...blobs, get: async (digest) => (await blobs.get(digest)) ?? new Uint8Array(0) }),
  },
  "throws at what is not there": {
    seenBy: "what was never put is not there",
    broken: (blobs) => ({
      ...blobs,
      async get(digest) {
        const bytes = await blobs.get(digest);
        if (bytes === undefined) throw new Error("404");
        return bytes;
      },
    }),
  },
  "says that everything is there": {
    seenBy: "what was never put is not there",
    broken: (blobs) => ({ ...blobs, has: async () => true }),
  },
  "refuses to put twice": {
    seenBy: "putting again, and from several sides at once, leaves one whole blob",
    broken: (blobs) => ({
      ...blobs,
      async put(digest, bytes) {
        if (await blobs.has(digest)) throw new Error("duplicate key");
        await blobs.put(digest, bytes);
      },
    }),
  },
  "names blobs by the beginning of their digest": {
    seenBy: "many at once are kept apart",
    broken: (blobs) => {
      const short = (digest: string) => digest.slice(0, 8) as `sha256:${string}`;
      return {
        ...blobs,
        put: (digest, bytes) => blobs.put(short(digest), bytes),
        get: (digest) => blobs.get(short(digest)),
      };
    },
  },
};

describe("blobsChecks", () => {
  for (const [fault, { seenBy, broken }] of Object.entries(faults))
    it(`fails an adapter that ${fault}`, async () => {
      expect(await failedChecks(blobsChecks(() => inMemory(broken(memoryBlobs()))))).toContain(seenBy);
    });
});
