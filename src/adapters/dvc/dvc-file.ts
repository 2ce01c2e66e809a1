import { readFile } from "node:fs/promises";
import { SourceError } from "../../core/index.js";
import { type FileFacts, hashBytes, hashFile } from "./hash-file.js";
import { objectPath } from "./objects.js";

/** A tracked file. */
export interface DvcFile {
  /** Its name, or its path within the tracked folder. */
  readonly name: string;
  readonly md5: string;
  /**
   * The path of an object in the cache or the remote that was read through and is what its md5 says: for readers of files, e.g.
   * `csvSource(await file.locate(), { name: file.name })`. Do not write to it.
   * @throws {SourceError} no store has it whole.
   */
  locate(): Promise<string>;
  /** Its bytes, checked. @throws {SourceError} no store has it whole. */
  bytes(): Promise<Uint8Array>;
}

/** @param file `of` is where it stands in the repository, for errors. */
export function openFile(
  stores: readonly [string, ...string[]],
  { name, id, of }: { readonly name: string; readonly id: string; readonly of: string },
): DvcFile {
  const md5 = id.replace(/\.dir$/, "");

  /** The first store that has it whole. */
  async function firstWhole<T>(read: (path: string) => Promise<{ readonly facts: FileFacts; readonly value: T }>) {
    const damaged: string[] = [];
    for (const store of stores) {
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
    const message =
      damaged.length > 0
        ? `Expected ${of} to have md5 ${md5}, got ${damaged.join(" and ")}: the object is damaged. Remove it, then \`dvc pull\` it from a remote that is whole`
        : `Expected ${id} of ${of} in ${stores.join(" or ")}, got nothing. \`dvc fetch\` brings it into the cache; where it was never pushed, \`dvc push\` it from the clone that has it`;
    throw new SourceError({ place: "dvc", message });
  }

  return Object.freeze({
    name,
    md5,
    locate: () => firstWhole(async (path) => ({ facts: await hashFile(path), value: path })),
    bytes: () =>
      firstWhole(async (path) => {
        const bytes = new Uint8Array(await readFile(path));
        return { facts: hashBytes(bytes), value: bytes };
      }),
  });
}
