import { composeStore, type Store } from "../../core/index.js";
import { fileBlobs } from "./file-blobs.js";
import { fileKeys } from "./file-keys.js";
import { fileLogs } from "./file-logs.js";
import type { FileStoreOptions } from "./file-store-options.js";
import { type FileSystem, nodeFileSystem } from "./file-system.js";

/** What `fsck` needs of a store that it is handed. */
const origins = new WeakMap<Store, { readonly directory: string; readonly fileSystem: FileSystem }>();

/**
 * A store in a directory, made when first written to. Any number of processes may use it at once, without locks.
 * Every append is one file and durable when it resolves; a crash at any instant loses nothing that was acknowledged.
 *
 *     logs/<log>@/<sequence>.jsonl   a commit: its first event's sequence, then one event a line
 *     logs/<log>@/head.json          a hint at the newest commit; trimmed.json: where retention has cut
 *     blobs/sha256/<xx>/<rest>       blobs, plain or sealed
 *     keys/<id>.key                  keys of subjects; .erased the tombstones of erased ones
 *     writing/…                      files being written
 *
 * @throws {InvalidArgumentError} no directory, or an unknown durability.
 */
export function createFileStore(directory: string, options: FileStoreOptions = {}): Store {
  const store = composeStore({
    logs: fileLogs(directory, options),
    blobs: fileBlobs(directory, options),
    keys: fileKeys(directory, options),
  });
  origins.set(store, { directory, fileSystem: options.fileSystem ?? nodeFileSystem });
  return store;
}

/** Where a file store stands; undefined for other stores. */
export function originOf(store: Store): { readonly directory: string; readonly fileSystem: FileSystem } | undefined {
  return origins.get(store);
}
