import { type FileSystem, nodeFileSystem } from "./file-system.js";

/** Node's file system for those who only look: it refuses every change, as a read-only disk does. */
export const readOnlyFileSystem: FileSystem = {
  ...nodeFileSystem,
  writeFile: refuse,
  overwrite: refuse,
  syncDirectory: refuse,
  link: refuse,
  rename: refuse,
  remove: refuse,
  makeDirectory: refuse,
};

async function refuse(path: string): Promise<never> {
  throw Object.assign(new Error(`${path} is open for reading only`), { code: "EROFS" });
}
