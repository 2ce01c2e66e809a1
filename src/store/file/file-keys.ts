import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { ErasedError } from "../../core/index.js";
import { writeDurably } from "./durable-write.js";
import { codeOf, type FileSystem } from "./file-system.js";

/** The keys that blobs are sealed with, one per subject. Files are named by a hash, so that no name of a person stands on disk. */
export interface FileKeys {
  /** The subject's key, made when it has none. @throws {ErasedError} the subject was erased. */
  forSealing(subject: string): Promise<{ readonly id: string; readonly key: Buffer }>;
  /** The key of that id. @throws {ErasedError} its subject was erased. */
  forReading(id: string, reference: string): Promise<Buffer>;
  erase(subject: string): Promise<boolean>;
}

export function createFileKeys(directory: string, fileSystem: FileSystem): FileKeys {
  const keyFile = (id: string): string => join(directory, `${id}.key`);
  const tombstone = (id: string): string => join(directory, `${id}.erased`);
  const read = async (id: string): Promise<Buffer | undefined> => {
    try {
      return Buffer.from(await fileSystem.readFile(keyFile(id)));
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    }
  };
  return {
    async forSealing(subject) {
      const id = keyId(subject);
      if (await fileSystem.exists(tombstone(id))) throw new ErasedError("a new blob", subject);
      const known = await read(id);
      if (known) return { id, key: known };
      // Another process may make the key at the same moment: whoever comes first decides.
      await writeDurably(fileSystem, keyFile(id), randomBytes(32), { exclusive: true, mode: 0o600 });
      return { id, key: (await read(id)) ?? Buffer.alloc(0) };
    },
    async forReading(id, reference) {
      const key = await read(id);
      if (key === undefined) throw new ErasedError(reference, `with key ${id.slice(0, 12)}…`);
      return key;
    },
    async erase(subject) {
      const id = keyId(subject);
      await writeDurably(fileSystem, tombstone(id), new Uint8Array(0));
      const had = (await read(id)) !== undefined;
      if (had) {
        // Overwritten first: a removed name alone leaves the bytes on the disk.
        await writeDurably(fileSystem, keyFile(id), new Uint8Array(32), { mode: 0o600 });
        await fileSystem.remove(keyFile(id));
        await fileSystem.syncDirectory(directory);
      }
      return had;
    },
  };
}

export function keyId(subject: string): string {
  return createHash("sha256").update(`golden-pipeline/subject\0${subject}`).digest("hex");
}
