import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { StorageError } from "../../core/index.js";
import { codeOf, type FileSystem } from "./file-system.js";

/** The prefix of files that were being written; those left by a crash were never acknowledged. */
export const temporaryPrefix = ".writing-";

/**
 * Writes a file that is either there whole and durable or not there at all.
 * @param options.exclusive Refuses, by returning false, to take the place of a file of that name.
 * @throws {StorageError} the disk refuses, e.g. because it is full.
 */
export async function writeDurably(
  fileSystem: FileSystem,
  path: string,
  bytes: Uint8Array,
  options: { readonly exclusive?: boolean; readonly mode?: number } = {},
): Promise<boolean> {
  const directory = dirname(path);
  const temporary = join(directory, `${temporaryPrefix}${randomUUID()}`);
  try {
    await makeDurableDirectory(fileSystem, directory);
    await fileSystem.writeFile(temporary, bytes, options.mode ?? 0o444);
    await fileSystem.syncFile(temporary);
    if (options.exclusive) {
      try {
        await fileSystem.link(temporary, path);
      } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
        await fileSystem.remove(temporary);
        return false;
      }
      await fileSystem.remove(temporary);
    } else {
      await fileSystem.rename(temporary, path);
    }
    await fileSystem.syncDirectory(directory);
    return true;
  } catch (cause) {
    await fileSystem.remove(temporary).catch(() => undefined);
    throw codeOf(cause) === "" ? cause : new StorageError(path, codeOf(cause), cause);
  }
}

/** A new directory's own name must be made durable in its parent, or a power cut takes it with all it holds. */
async function makeDurableDirectory(fileSystem: FileSystem, directory: string): Promise<void> {
  if (await fileSystem.exists(directory)) return;
  const parent = dirname(directory);
  if (parent !== directory) await makeDurableDirectory(fileSystem, parent);
  await fileSystem.makeDirectory(directory);
  await fileSystem.syncDirectory(parent);
}
