export { createFileStore, type FileStoreOptions } from "./file/file-store.js";
export type { FileSystem } from "./file/file-system.js";
export type { Anchor, FsckFinding } from "./fsck/finding.js";
export { type FsckOptions, fsck } from "./fsck/fsck.js";
