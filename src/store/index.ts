export { fileBlobs } from "./file/file-blobs.js";
export { fileKeys } from "./file/file-keys.js";
export { fileLogs } from "./file/file-logs.js";
export { createFileStore } from "./file/file-store.js";
export type { FileStoreOptions } from "./file/file-store-options.js";
export type { FileSystem } from "./file/file-system.js";
export type { Anchor, FsckFinding } from "./fsck/finding.js";
export { type FsckOptions, fsck } from "./fsck/fsck.js";
