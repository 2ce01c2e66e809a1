import { join } from "node:path";
import {
  type Blobs,
  DamagedError,
  type Digest,
  digestOf,
  InvalidArgumentError,
  isDigest,
  MissingError,
  seal,
  unseal,
} from "../../core/index.js";
import { writeDurably } from "./durable-write.js";
import type { FileKeys } from "./file-keys.js";
import { codeOf, type FileSystem } from "./file-system.js";

/** Bytes of the key's id before the sealed text. */
export const keyIdBytes = 32;

/** Where a blob stands below the store's directory: plain ones in `blobs`, sealed ones in `sealed`. */
export function blobPath(directory: string, digest: Digest, kind: "blobs" | "sealed"): string {
  const hexadecimal = digest.slice("sha256:".length);
  return join(directory, kind, hexadecimal.slice(0, 2), hexadecimal.slice(2));
}

/** Content-addressed files. A sealed file is 32 bytes key id, then what `seal` gave; its digest covers both. */
export function createFileBlobs(directory: string, fileSystem: FileSystem, keys: FileKeys): Blobs {
  const read = async (digest: Digest, kind: "blobs" | "sealed"): Promise<Uint8Array | undefined> => {
    try {
      return await fileSystem.readFile(blobPath(directory, digest, kind));
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    }
  };
  return {
    async put(bytes, { subject } = {}) {
      const kind = subject === undefined ? "blobs" : "sealed";
      const stored = subject === undefined ? bytes : await sealFor(keys, subject, bytes);
      const digest = digestOf(stored);
      const path = blobPath(directory, digest, kind);
      if (!(await fileSystem.exists(path))) await writeDurably(fileSystem, path, stored);
      return digest;
    },
    async get(digest) {
      checkDigest(digest);
      const plain = await read(digest, "blobs");
      const stored = plain ?? (await read(digest, "sealed"));
      if (stored === undefined) throw new MissingError("store", digest);
      if (digestOf(stored) !== digest)
        throw new DamagedError(digest, {
          place: "store",
          message: `Expected bytes that hash to ${digest}, got ${stored.length} other bytes`,
        });
      if (plain) return plain;
      const id = Buffer.from(stored.subarray(0, keyIdBytes)).toString("hex");
      return unseal(stored.subarray(keyIdBytes), await keys.forReading(id, digest));
    },
    async has(digest) {
      checkDigest(digest);
      return (
        (await fileSystem.exists(blobPath(directory, digest, "blobs"))) ||
        (await fileSystem.exists(blobPath(directory, digest, "sealed")))
      );
    },
  };
}

function checkDigest(digest: string): void {
  if (!isDigest(digest)) throw new InvalidArgumentError("store", "a digest `sha256:<64 hex>`", digest);
}

async function sealFor(keys: FileKeys, subject: string, bytes: Uint8Array): Promise<Uint8Array> {
  const { id, key } = await keys.forSealing(subject);
  return new Uint8Array(Buffer.concat([Buffer.from(id, "hex"), seal(bytes, key)]));
}
