/** What other rooms of the house use of this one; not exported from the package. */
export { nodeFileSystem } from "./file/file-system.js";
