import { constants, readFile } from "node:fs";
import { access, link, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { promisify } from "node:util";

/** The few file operations that the store needs; inject another one to test what disks and crashes do. Errors carry Node's `code`. */
export interface FileSystem {
  readFile(path: string): Promise<Uint8Array>;
  /** Creates or replaces a file. @param options.sync Whether its bytes are durable when it resolves; its name is not until `syncDirectory`. */
  writeFile(path: string, bytes: Uint8Array, options: { readonly mode: number; readonly sync: boolean }): Promise<void>;
  /** Writes over the beginning of a file, on the very blocks where it stands, and makes that durable. */
  overwrite(path: string, bytes: Uint8Array): Promise<void>;
  /** Makes the names in a directory durable. */
  syncDirectory(path: string): Promise<void>;
  /** Gives a file a second name; rejects with code EEXIST when the name is taken. */
  link(existing: string, path: string): Promise<void>;
  /** Gives a file or directory another name, in place of a file or empty directory of that name. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file, or a directory with all it holds; nothing there is no error. */
  remove(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Names in a directory; empty when there is none. */
  list(path: string): Promise<readonly string[]>;
  makeDirectory(path: string): Promise<void>;
  /** When a file was last written, milliseconds by the file system's own clock. */
  modified(path: string): Promise<number>;
}

// Half the work of the one of `node:fs/promises`, which counts where a log has a file for each event.
const readWhole = promisify(readFile);

/** Node's own file system. */
export const nodeFileSystem: FileSystem = {
  readFile: async (path) => new Uint8Array(await readWhole(path)),
  async writeFile(path, bytes, { mode, sync }) {
    const handle = await open(path, "w", mode);
    try {
      await handle.writeFile(bytes);
      if (sync) await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async overwrite(path, bytes) {
    const handle = await open(path, "r+");
    try {
      await handle.write(bytes, 0, bytes.length, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async syncDirectory(path) {
    try {
      const handle = await open(path, "r");
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      // Windows cannot open directories; NTFS keeps names in order by itself.
      if (!["EPERM", "EISDIR", "EACCES"].includes(codeOf(error))) throw error;
    }
  },
  link,
  rename,
  remove: (path) => rm(path, { force: true, recursive: true }),
  exists: (path) =>
    access(path, constants.F_OK).then(
      () => true,
      () => false,
    ),
  async list(path) {
    try {
      return await readdir(path);
    } catch (error) {
      if (codeOf(error) === "ENOENT") return [];
      throw error;
    }
  },
  makeDirectory: async (path) => void (await mkdir(path, { recursive: true })),
  modified: async (path) => (await stat(path)).mtimeMs,
};

/** The operating system's code of an error, e.g. `ENOENT`; empty for other errors. */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
