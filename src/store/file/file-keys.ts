import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { DamagedError, ErasedError } from "../../core/index.js";
import type { DurableFiles } from "./durable-files.js";

/** The keys that blobs are sealed with, one per subject. Files are named by a hash, so that no name of a person stands on disk. */
export interface FileKeys {
  /** The subject's key, made when it has none. @throws {ErasedError} the subject was erased. */
  forSealing(subject: string): Promise<{ readonly id: string; readonly key: Buffer }>;
  /** The key of that id. @throws {ErasedError} its subject was erased. @throws {DamagedError} the key is lost. */
  forReading(id: string, reference: string): Promise<Buffer>;
  erase(subject: string): Promise<boolean>;
}

export const keyBytes = 32;

/** `keys/<id>.key` holds a subject's key, `keys/<id>.erased` is the tombstone of one that was erased. */
export function keyPath(directory: string, id: string, kind: "key" | "erased"): string {
  return join(directory, "keys", `${id}.${kind}`);
}

export function createFileKeys(directory: string, files: DurableFiles): FileKeys {
  const keyFile = (id: string): string => keyPath(directory, id, "key");
  const isErased = (id: string): Promise<boolean> => files.fileSystem.exists(keyPath(directory, id, "erased"));
  const read = async (id: string): Promise<Buffer | undefined> => {
    const bytes = await files.read(keyFile(id));
    if (bytes === undefined) return undefined;
    if (bytes.length !== keyBytes)
      throw new DamagedError(keyFile(id), {
        place: "store",
        message: `Expected a key of ${keyBytes} bytes in ${keyFile(id)}, got ${bytes.length}`,
      });
    return Buffer.from(bytes);
  };
  return {
    async forSealing(subject) {
      const id = keyId(subject);
      const erased = (): ErasedError => new ErasedError("a new blob", subject);
      if (await isErased(id)) throw erased();
      const known = await read(id);
      if (known) return { id, key: known };
      // Another process may make the key at the same moment: whoever comes first decides.
      await files.create(keyFile(id), randomBytes(keyBytes), 0o600);
      const key = await read(id);
      // Erased at the same moment: a tombstone before the key must not leave the key.
      if (await isErased(id)) {
        await files.destroy(keyFile(id));
        throw erased();
      }
      if (key === undefined) throw erased();
      return { id, key };
    },
    async forReading(id, reference) {
      // First the tombstone: a crash while erasing may have left the key.
      if (await isErased(id)) throw new ErasedError(reference, `with key ${id.slice(0, 12)}…`);
      const key = await read(id);
      if (key === undefined)
        throw new DamagedError(reference, {
          place: "store",
          message: `Expected key ${keyFile(id)} for ${reference}, it is gone though its subject was not erased`,
        });
      return key;
    },
    async erase(subject) {
      const id = keyId(subject);
      const had = await files.fileSystem.exists(keyFile(id));
      if (!(await isErased(id))) await files.create(keyPath(directory, id, "erased"), new Uint8Array(0));
      await files.destroy(keyFile(id));
      return had;
    },
  };
}

/** The name of a subject's key: sha256 of the subject's name. */
export function keyId(subject: string): string {
  return createHash("sha256").update(subject).digest("hex");
}
