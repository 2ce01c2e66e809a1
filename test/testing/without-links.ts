import type { FileSystem } from "../../src/store/house.js";
import { nodeFileSystem } from "../../src/store/house.js";

/** Node's file system, as one that has no hard links. */
export const withoutLinks: FileSystem = {
  ...nodeFileSystem,
  link: () => Promise.reject(Object.assign(new Error("links are not supported"), { code: "EPERM" })),
};
