/** What other rooms of the house use of this one; not exported from the package. */

export type { FileSystem } from "./file/file-system.js";
export { nodeFileSystem } from "./file/file-system.js";
export { readOnlyFileSystem } from "./file/read-only-file-system.js";
