import { dirname, join } from "node:path";
import { digestOf, isDigest, seal, unseal } from "../../core/house.js";
import { type Blobs, DamagedError, type Digest, InvalidArgumentError, MissingError } from "../../core/index.js";
import type { DurableFiles } from "./durable-files.js";
import type { FileKeys } from "./file-keys.js";

/** Bytes of the key's id before the sealed text. */
export const keyIdBytes = 32;

/** Plain blobs stand below `blobs`, sealed ones below `sealed`. */
export type BlobKind = "blobs" | "sealed";

/** `<kind>/sha256/<first two digits>/<the others>`. */
export function blobPath(directory: string, digest: Digest, kind: BlobKind): string {
  const hexadecimal = digest.slice("sha256:".length);
  return join(directory, kind, "sha256", hexadecimal.slice(0, 2), hexadecimal.slice(2));
}

/** Content-addressed files. A sealed file is 32 bytes key id, then what `seal` gave; its digest covers both. */
export function createFileBlobs(directory: string, files: DurableFiles, keys: FileKeys): Blobs {
  return {
    async put(bytes, { subject } = {}) {
      const kind = subject === undefined ? "blobs" : "sealed";
      const stored = subject === undefined ? bytes : await sealFor(keys, subject, bytes);
      const digest = digestOf(stored);
      const path = blobPath(directory, digest, kind);
      const standing = await files.read(path);
      // Bytes that were damaged since are healed; whole ones may come from a process that has not synced their name yet.
      if (standing === undefined || Buffer.compare(standing, stored) !== 0) await files.replace(path, stored);
      else await files.syncNames(dirname(path));
      return digest;
    },
    async get(digest) {
      checkDigest(digest);
      const plain = await files.read(blobPath(directory, digest, "blobs"));
      const stored = plain ?? (await files.read(blobPath(directory, digest, "sealed")));
      if (stored === undefined) throw new MissingError("store", digest);
      if (digestOf(stored) !== digest)
        throw new DamagedError(digest, {
          place: "store",
          message: `Expected bytes that hash to ${digest}, got ${stored.length} other bytes`,
        });
      if (plain) return plain;
      const key = await keys.forReading(keyIdOf(stored), digest);
      try {
        return unseal(stored.subarray(keyIdBytes), key);
      } catch (cause) {
        const message = `Expected the key of ${digest} to open it, got another key`;
        throw new DamagedError(digest, { place: "store", message, cause });
      }
    },
    async has(digest) {
      checkDigest(digest);
      return (
        (await files.fileSystem.exists(blobPath(directory, digest, "blobs"))) ||
        (await files.fileSystem.exists(blobPath(directory, digest, "sealed")))
      );
    },
  };
}

/** The id of the key that a sealed file was sealed with. */
export function keyIdOf(stored: Uint8Array): string {
  return Buffer.from(stored.subarray(0, keyIdBytes)).toString("hex");
}

function checkDigest(digest: string): void {
  if (!isDigest(digest)) throw new InvalidArgumentError("store", "a digest `sha256:<64 hex>`", digest);
}

async function sealFor(keys: FileKeys, subject: string, bytes: Uint8Array): Promise<Uint8Array> {
  const { id, key } = await keys.forSealing(subject);
  return new Uint8Array(Buffer.concat([Buffer.from(id, "hex"), seal(bytes, key)]));
}
