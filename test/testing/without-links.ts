import { nodeFileSystem } from "../../src/store/house.js";
import type { FileSystem } from "../../src/store/index.js";

/** Node's file system, as one that has no hard links. */
export const withoutLinks: FileSystem = {
  ...nodeFileSystem,
  link: () => Promise.reject(Object.assign(new Error("links are not supported"), { code: "EPERM" })),
};
