export { createMemoryStore } from "../core/index.js";
export { createFileStore, type FileStoreOptions } from "./file/file-store.js";
export { type FileSystem, nodeFileSystem } from "./file/file-system.js";
export { type FsckFinding, type FsckOptions, fsck } from "./fsck.js";
