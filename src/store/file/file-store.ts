import { join } from "node:path";
import { checkLogName } from "../../core/house.js";
import { InvalidArgumentError, type Store } from "../../core/index.js";
import { createDurableFiles, type DurableFiles } from "./durable-files.js";
import { createFileBlobs } from "./file-blobs.js";
import { createFileKeys } from "./file-keys.js";
import { createFileLog, type FileLog } from "./file-log.js";
import { type FileSystem, nodeFileSystem } from "./file-system.js";
import { listLogs, logDirectory } from "./log-directory.js";

export interface FileStoreOptions {
  /**
   * `sync`: what is acknowledged survives a power cut. `process`: it survives the end of the process, kill -9 too, but the
   * last seconds may be lost in a power cut; for tests and for what can be made again.
   * @default "sync"
   */
  readonly durability?: "sync" | "process";
  /** @default Node's own */
  readonly fileSystem?: FileSystem;
}

/** What `fsck` needs of a store that it is handed. */
const origins = new WeakMap<Store, { readonly directory: string; readonly fileSystem: FileSystem }>();

/**
 * A store in a directory, made when first written to. Any number of processes may use it at once, without locks.
 * Every append is one file and durable when it resolves; a crash at any instant loses nothing that was acknowledged.
 *
 *     logs/<log>@/<sequence>.jsonl   a commit: its first event's sequence, then one event a line
 *     logs/<log>@/head.json          a hint at the newest commit; trimmed.json: where retention has cut
 *     blobs/sha256/<xx>/<rest>       plain blobs; sealed/… those sealed with a subject's key
 *     keys/<sha256 of subject>.key   keys; .erased the tombstones of erased ones
 *     writing/…                      files being written
 *
 * @throws {InvalidArgumentError} no directory, or an unknown durability.
 */
export function createFileStore(directory: string, options: FileStoreOptions = {}): Store {
  const { fileSystem = nodeFileSystem, durability = "sync" } = options;
  if (typeof directory !== "string" || directory === "")
    throw new InvalidArgumentError("store", "`directory` to be a path", directory);
  if (durability !== "sync" && durability !== "process")
    throw new InvalidArgumentError("store", '`durability` to be "sync" or "process"', durability);
  const files: DurableFiles = createDurableFiles(directory, fileSystem, durability === "sync");
  const keys = createFileKeys(directory, files);
  const logs = new Map<string, FileLog>();
  const logOf = (name: string): FileLog => {
    checkLogName(name);
    const known = logs.get(name) ?? createFileLog(name, logDirectory(directory, name), files);
    logs.set(name, known);
    return known;
  };
  const store: Store = {
    blobs: createFileBlobs(directory, files, keys),
    append: async (log, events, { expect } = {}) => logOf(log).append(events, expect),
    async *read(log, { from = 1, to = Number.POSITIVE_INFINITY } = {}) {
      yield* logOf(log).read(from, to);
    },
    head: async (log) => logOf(log).head(),
    logs: async (prefix = "") => listLogs(fileSystem, join(directory, "logs"), prefix),
    trim: async (log, before) => logOf(log).trim(before),
    erase: (subject) => keys.erase(subject),
  };
  origins.set(store, { directory, fileSystem });
  return store;
}

/** Where a file store stands; undefined for other stores. */
export function originOf(store: Store): { readonly directory: string; readonly fileSystem: FileSystem } | undefined {
  return origins.get(store);
}
