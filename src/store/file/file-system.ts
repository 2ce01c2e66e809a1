import { constants } from "node:fs";
import { access, link, mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";

/** The few file operations that the store needs; inject another one to test what disks and crashes do. */
export interface FileSystem {
  readFile(path: string): Promise<Uint8Array>;
  /** Creates or replaces a file; not durable until `syncFile`. */
  writeFile(path: string, bytes: Uint8Array, mode: number): Promise<void>;
  syncFile(path: string): Promise<void>;
  /** Makes the names in a directory durable. */
  syncDirectory(path: string): Promise<void>;
  /** Gives a file a second name; rejects with code EEXIST when the name is taken. */
  link(existing: string, path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Names in a directory; empty when there is none. */
  list(path: string): Promise<readonly string[]>;
  makeDirectory(path: string): Promise<void>;
}

/** Node's own file system. */
export const nodeFileSystem: FileSystem = {
  readFile: async (path) => new Uint8Array(await readFile(path)),
  writeFile: (path, bytes, mode) => writeFile(path, bytes, { mode }),
  syncFile: (path) => sync(path),
  syncDirectory: async (path) => {
    try {
      await sync(path);
    } catch (error) {
      // Windows cannot open directories; NTFS keeps names in order by itself.
      if (!["EPERM", "EISDIR", "EACCES"].includes(codeOf(error))) throw error;
    }
  },
  link,
  rename,
  remove: (path) => rm(path, { force: true }),
  exists: (path) =>
    access(path, constants.F_OK).then(
      () => true,
      () => false,
    ),
  list: async (path) => {
    try {
      return await readdir(path);
    } catch (error) {
      if (codeOf(error) === "ENOENT") return [];
      throw error;
    }
  },
  makeDirectory: async (path) => void (await mkdir(path, { recursive: true })),
};

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The operating system's code of an error, e.g. `ENOENT`; empty for other errors. */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
