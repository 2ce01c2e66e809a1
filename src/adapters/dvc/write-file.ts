import { randomUUID } from "node:crypto";
import { chmod, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { GoldenPipelineError, StorageError } from "../../core/index.js";

/** Puts a file in its place whole or not at all. @throws {StorageError} the disk refuses. */
export async function writeFileWhole(path: string, content: string | Uint8Array): Promise<void> {
  await orStorageError(path, async () => {
    const folder = dirname(path);
    await mkdir(folder, { recursive: true });
    const temporary = join(folder, temporaryName());
    try {
      await writeDurably(temporary, content);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  });
}

/** What DVC's own commands take for no object and what Git can be told to ignore. */
export function temporaryName(): string {
  return `.golden-pipeline-${randomUUID()}.tmp`;
}

export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes what another call has written durable, and read-only as DVC keeps its objects. */
export async function seal(path: string): Promise<void> {
  await chmod(path, 0o644); // A copy of an object is read-only itself, and could not be synced.
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(path, 0o444);
}

/** Turns what the disk says into a StorageError; errors of this library pass. */
export async function orStorageError<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (GoldenPipelineError.isInstance(error) || !(error instanceof Error) || !("code" in error)) throw error;
    throw new StorageError(path, String(error.code), error);
  }
}
