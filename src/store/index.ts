export { fileBlobs } from "./file/file-blobs.js";
export { fileKeys } from "./file/file-keys.js";
export { fileLogs } from "./file/file-logs.js";
export { createFileStore } from "./file/file-store.js";

export type { FsckFinding } from "./fsck/finding.js";
export { type FsckResult, fsck } from "./fsck/fsck.js";
