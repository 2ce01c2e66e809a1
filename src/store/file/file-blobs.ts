import { dirname, join } from "node:path";
import type { Blobs, Digest } from "../../core/index.js";
import { type FileStoreOptions, filesIn } from "./file-store-options.js";

/** `blobs/sha256/<first two digits>/<the others>`. */
export function blobPath(directory: string, digest: Digest): string {
  const hexadecimal = digest.slice("sha256:".length);
  return join(directory, "blobs", "sha256", hexadecimal.slice(0, 2), hexadecimal.slice(2));
}

/** Blobs below `<directory>/blobs`, one file each. */
export function fileBlobs(directory: string, options: FileStoreOptions = {}): Blobs {
  const files = filesIn(directory, options);
  return {
    specificationVersion: "v1",
    async put(digest, bytes) {
      const path = blobPath(directory, digest);
      const standing = await files.read(path);
      // Bytes that were damaged since are healed; whole ones may come from a process that has not synced their name yet.
      if (standing === undefined || Buffer.compare(standing, bytes) !== 0) await files.replace(path, bytes);
      else await files.syncNames(dirname(path));
    },
    get: (digest) => files.read(blobPath(directory, digest)),
    has: (digest) => files.fileSystem.exists(blobPath(directory, digest)),
  };
}
