import type { Blobs } from "../ports/blobs.js";
import type { Digest } from "../store.js";

/** Blobs in this process's memory. */
export function memoryBlobs(): Blobs {
  const blobs = new Map<Digest, Uint8Array>();
  return {
    specificationVersion: "v1",
    async put(digest, bytes) {
      blobs.set(digest, new Uint8Array(bytes));
    },
    get: async (digest) => blobs.get(digest)?.slice(),
    has: async (digest) => blobs.has(digest),
  };
}
