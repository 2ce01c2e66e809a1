import { readdir } from "node:fs/promises";
import type { Store } from "../core/index.js";
import { readOnlyFileSystem } from "../store/house.js";
import { createFileStore } from "../store/index.js";
import { UsageError } from "./usage-error.js";

const parts = ["logs", "blobs", "keys", "writing"];

/**
 * The store in a directory, for reading only: whoever writes to it at the same moment is not disturbed, and nothing is repaired.
 * @throws {UsageError} there is no directory, or no store in it.
 */
export async function openStore(directory: string): Promise<Store> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new UsageError(`there is no directory ${directory}`);
    if (error.code === "ENOTDIR") throw new UsageError(`${directory} is a file; a store is a directory`);
    throw error;
  });
  if (!names.some((name) => parts.includes(name)))
    throw new UsageError(`${directory} holds no store: expected ${parts.slice(0, 3).join(", ")} in it`);
  return createFileStore(directory, { fileSystem: readOnlyFileSystem });
}
