import { join } from "node:path";
import { secretId } from "../../core/house.js";
import type { DurableFiles } from "../file/durable-files.js";
import { keyPath } from "../file/file-keys.js";
import type { FsckFinding } from "./finding.js";

/** Looks for the secret that ids of keys are made with, where there are keys: a new one would not find them. Paths are absolute. */
export async function checkSecret(directory: string, files: DurableFiles): Promise<readonly FsckFinding[]> {
  const names = await files.fileSystem.list(join(directory, "keys"));
  const path = keyPath(directory, secretId, "key");
  if (names.length === 0 || (await files.fileSystem.exists(path))) return [];
  const message = "the secret that subjects' keys are found by is gone: erasing a subject would not find its key";
  return [{ kind: "missing", reference: path, path, message }];
}
