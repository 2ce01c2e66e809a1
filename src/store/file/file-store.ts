import { join } from "node:path";
import { checkLogName, type Store } from "../../core/index.js";
import { createFileBlobs } from "./file-blobs.js";
import { createFileKeys } from "./file-keys.js";
import { createFileLog, type FileLog } from "./file-log.js";
import { type FileSystem, nodeFileSystem } from "./file-system.js";

export interface FileStoreOptions {
  /** @default Node's own */
  readonly fileSystem?: FileSystem;
}

/** The file every log's directory ends in, so that the log `a` and the log `a/b` do not meet. */
export const logSuffix = ".log";

/**
 * A store in a directory, made when first written to. Any number of processes may use it at once.
 * Every append is durable when it resolves; a crash at any instant loses nothing that was acknowledged.
 */
export function createFileStore(directory: string, options: FileStoreOptions = {}): Store {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  const keys = createFileKeys(join(directory, "keys"), fileSystem);
  const logs = new Map<string, FileLog>();
  const logOf = (name: string): FileLog => {
    checkLogName(name);
    const known = logs.get(name) ?? createFileLog(name, join(directory, "logs", `${name}${logSuffix}`), fileSystem);
    logs.set(name, known);
    return known;
  };
  return {
    blobs: createFileBlobs(directory, fileSystem, keys),
    append: async (log, events, { expect } = {}) => logOf(log).append(events, expect),
    read: (log, { from = 1, to = Number.POSITIVE_INFINITY } = {}) => logOf(log).read(from, to),
    head: async (log) => logOf(log).head(),
    logs: async (prefix = "") =>
      (await listLogs(fileSystem, join(directory, "logs"), "")).filter((log) => log.startsWith(prefix)).sort(),
    trim: async (log, before) => logOf(log).trim(before),
    erase: (subject) => keys.erase(subject),
  };
}

/** Names of all logs below a directory. */
export async function listLogs(fileSystem: FileSystem, directory: string, prefix: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await fileSystem.list(directory)) {
    if (name.endsWith(logSuffix)) found.push(`${prefix}${name.slice(0, -logSuffix.length)}`);
    else if (!name.includes(".jsonl") && !name.startsWith("."))
      found.push(...(await listLogs(fileSystem, join(directory, name), `${prefix}${name}/`)));
  }
  return found;
}
