import { readFile } from "node:fs/promises";
import { SourceError } from "../../core/index.js";
import type { DvcStores } from "./dvc-remote.js";
import { type FileFacts, hashBytes, hashFile } from "./hash-file.js";
import { objectName, objectPath, putObject } from "./objects.js";

/** A tracked file. */
export interface DvcFile {
  /** Its name, or its path within the tracked folder. */
  readonly name: string;
  readonly md5: string;
  /**
   * The path of an object in the cache or a remote that is a folder, or brought from another remote into the cache, that was read through and is what its md5 says: for readers of files, e.g.
   * `csvSource(await file.locate(), { name: file.name })`. Do not write to it.
   * @throws {SourceError} no store has it whole.
   */
  locate(): Promise<string>;
  /** Its bytes, checked. @throws {SourceError} no store has it whole. */
  bytes(): Promise<Uint8Array>;
}

/** @param file `of` is where it stands in the repository, for errors. */
export function openFile(
  { folders, remote }: DvcStores,
  { name, id, of }: { readonly name: string; readonly id: string; readonly of: string },
): DvcFile {
  const md5 = id.replace(/\.dir$/, "");

  /** Of the first store that has it whole: from a remote that is no folder `take` is given its bytes. */
  async function firstWhole<T>(
    read: (path: string) => Promise<{ readonly facts: FileFacts; readonly value: T }>,
    take: (bytes: Uint8Array) => T | Promise<T>,
  ): Promise<T> {
    const damaged: string[] = [];
    for (const store of folders) {
      const path = objectPath(store, id);
      try {
        const { facts, value } = await read(path);
        if (facts.md5 === md5) return value;
        damaged.push(`${path} of ${facts.size} bytes and md5 ${facts.md5}`);
      } catch (cause) {
        const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
        if (code === "ENOENT" || code === "ENOTDIR") continue;
        throw new SourceError({ place: "dvc", message: `Could not read ${path} for ${of}`, cause });
      }
    }
    const fetched = await remote?.get(objectName(id));
    if (fetched !== undefined) {
      const facts = hashBytes(fetched);
      if (facts.md5 === md5) return take(fetched);
      damaged.push(`${objectName(id)} in ${remote?.name} of ${facts.size} bytes and md5 ${facts.md5}`);
    }
    const places = [...folders, ...(remote === undefined ? [] : [remote.name])];
    const message =
      damaged.length > 0
        ? `Expected ${of} to have md5 ${md5}, got ${damaged.join(" and ")}: the object is damaged. Remove it, then \`dvc pull\` it from a remote that is whole`
        : `Expected ${id} of ${of} in ${places.join(" or ")}, got nothing. \`dvc fetch\` brings it into the cache; where it was never pushed, \`dvc push\` it from the clone that has it`;
    throw new SourceError({ place: "dvc", message });
  }

  return Object.freeze({
    name,
    md5,
    locate: () =>
      firstWhole(
        async (path) => ({ facts: await hashFile(path), value: path }),
        async (bytes) => {
          const [cache] = folders;
          await putObject({ folders: [cache], remote: undefined }, bytes, id.slice(md5.length));
          return objectPath(cache, id);
        },
      ),
    bytes: () =>
      firstWhole(
        async (path) => {
          const bytes = new Uint8Array(await readFile(path));
          return { facts: hashBytes(bytes), value: bytes };
        },
        (bytes) => bytes,
      ),
  });
}
