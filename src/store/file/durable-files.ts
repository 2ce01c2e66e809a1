import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { StorageError } from "../../core/index.js";
import { codeOf, type FileSystem } from "./file-system.js";

/** Files below a store's directory that are either there whole or not at all, whatever crashes. */
export interface DurableFiles {
  readonly fileSystem: FileSystem;
  /** The bytes of a file; undefined when there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * Makes a file durably, unless one of that name is there: then it resolves to false. Of any number of processes one wins.
   * @throws {StorageError} the disk refuses, e.g. because it is full.
   */
  create(path: string, bytes: Uint8Array, mode?: number): Promise<boolean>;
  /** Makes a file or takes the place of one, durably. @throws {StorageError} the disk refuses. */
  replace(path: string, bytes: Uint8Array, mode?: number): Promise<void>;
  /** As `replace`, but not durable and never failing: for what is only a hint. */
  hint(path: string, bytes: Uint8Array): Promise<void>;
  /** Overwrites a file with zeros where it stands, then removes it, all of it durably. @throws {StorageError} the disk refuses. */
  destroy(path: string): Promise<void>;
  /** Removes files of one directory, durably. @throws {StorageError} the disk refuses. */
  remove(paths: readonly string[]): Promise<void>;
  /** Makes the names in a directory durable. @throws {StorageError} the disk refuses. */
  syncNames(directory: string): Promise<void>;
}

/** Where files stand while they are being written; what a crash leaves there was never acknowledged. */
export const writingDirectory = "writing";

/** The file inside of a directory that stands for a file, on file systems without hard links. */
const contentName = "content";
const linkless = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];
const taken = ["EEXIST", "ENOTEMPTY"];
/** Said of a taken name by some file systems, and of other things too. */
const maybeTaken = ["ENOTDIR", "EISDIR", "EPERM"];
// Far longer than any write takes. A live write whose file is removed all the same fails and is not acknowledged.
const staleMilliseconds = 3_600_000;

/** @param durable False leaves out every sync: what is written outlives the process, but not a power cut. */
export function createDurableFiles(root: string, fileSystem: FileSystem, durable: boolean): DurableFiles {
  const writing = join(root, writingDirectory);
  const ensured = new Set<string>();
  let swept = false;
  let links = true;

  const syncDirectory = (path: string): Promise<void> => (durable ? fileSystem.syncDirectory(path) : Promise.resolve());

  /** A new directory's own name must be made durable in its parent, or a power cut takes it with all it holds. */
  async function ensure(directory: string): Promise<void> {
    if (ensured.has(directory)) return;
    const parent = dirname(directory);
    const top = parent === directory || (directory.length < root.length && (await fileSystem.exists(directory)));
    if (!top) {
      await ensure(parent);
      await fileSystem.makeDirectory(directory);
      await syncDirectory(parent);
    }
    ensured.add(directory);
  }

  /** Removes what crashed writers left, judging age by the file system's clock alone. */
  async function sweep(fresh: string): Promise<void> {
    if (swept) return;
    swept = true;
    try {
      const now = await fileSystem.modified(fresh);
      for (const name of await fileSystem.list(writing)) {
        const path = join(writing, name);
        const modified = await fileSystem.modified(path).catch(() => now);
        if (now - modified > staleMilliseconds) await fileSystem.remove(path);
      }
    } catch {
      // Litter costs space, nothing else.
    }
  }

  async function writeTemporary(path: string, bytes: Uint8Array, mode: number): Promise<string> {
    await ensure(writing);
    await ensure(dirname(path));
    const temporary = join(writing, randomUUID());
    try {
      await fileSystem.writeFile(temporary, bytes, { mode, sync: durable });
    } catch (error) {
      await fileSystem.remove(temporary).catch(() => undefined);
      throw error;
    }
    await sweep(temporary);
    return temporary;
  }

  /** Resolves to whether the name was free. */
  async function publish(temporary: string, path: string): Promise<boolean> {
    if (links) {
      try {
        await fileSystem.link(temporary, path);
        return true;
      } catch (error) {
        if (codeOf(error) === "EEXIST") return false;
        if (!linkless.includes(codeOf(error))) throw error;
        links = false;
      }
    }
    // A directory with something in it is the other thing that renaming never replaces.
    const directory = `${temporary}.directory`;
    await fileSystem.makeDirectory(directory);
    try {
      await fileSystem.rename(temporary, join(directory, contentName));
      await syncDirectory(directory);
      await fileSystem.rename(directory, path);
      return true;
    } catch (error) {
      await fileSystem.remove(directory).catch(() => undefined);
      // Who took the name may have destroyed it since.
      if (taken.includes(codeOf(error))) return false;
      if (maybeTaken.includes(codeOf(error)) && (await fileSystem.exists(path))) return false;
      throw error;
    }
  }

  async function find(path: string): Promise<{ readonly path: string; readonly bytes: Uint8Array } | undefined> {
    for (const candidate of [path, join(path, contentName)]) {
      try {
        return { path: candidate, bytes: await fileSystem.readFile(candidate) };
      } catch (error) {
        if (codeOf(error) === "ENOENT") return undefined;
        if (codeOf(error) !== "EISDIR") throw error;
      }
    }
    return undefined;
  }

  async function guard<T>(path: string, uncertain: boolean, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw codeOf(cause) === "" || StorageError.isInstance(cause)
        ? cause
        : new StorageError(path, codeOf(cause), cause, uncertain);
    }
  }

  async function place(
    path: string,
    bytes: Uint8Array,
    mode: number,
    put: (temporary: string) => Promise<boolean>,
  ): Promise<boolean> {
    const placed = await guard(path, false, async () => {
      const temporary = await writeTemporary(path, bytes, mode);
      try {
        return await put(temporary);
      } finally {
        await fileSystem.remove(temporary).catch(() => undefined);
      }
    });
    // The name is there for all to see; only whether it will outlive a power cut is open when this fails.
    if (placed) await guard(path, true, () => syncDirectory(dirname(path)));
    return placed;
  }

  return {
    fileSystem,
    read: async (path) => (await find(path))?.bytes,
    create: (path, bytes, mode = 0o444) => place(path, bytes, mode, (temporary) => publish(temporary, path)),
    async replace(path, bytes, mode = 0o444) {
      await place(path, bytes, mode, async (temporary) => {
        await fileSystem.rename(temporary, path);
        return true;
      });
    },
    async hint(path, bytes) {
      const temporary = join(writing, randomUUID());
      try {
        await fileSystem.writeFile(temporary, bytes, { mode: 0o644, sync: false });
        await fileSystem.rename(temporary, path);
      } catch {
        await fileSystem.remove(temporary).catch(() => undefined);
      }
    },
    destroy: (path) =>
      guard(path, true, async () => {
        const found = await find(path);
        if (found === undefined) return;
        await fileSystem.overwrite(found.path, new Uint8Array(found.bytes.length)).catch((error: unknown) => {
          // Another process destroyed it at the same moment.
          if (codeOf(error) !== "ENOENT") throw error;
        });
        await fileSystem.remove(path);
        await syncDirectory(dirname(path));
      }),
    remove: (paths) =>
      guard(paths[0] ?? root, true, async () => {
        for (const path of paths) await fileSystem.remove(path);
        for (const directory of new Set(paths.map((path) => dirname(path)))) await syncDirectory(directory);
      }),
    syncNames: (directory) => guard(directory, true, () => syncDirectory(directory)),
  };
}
