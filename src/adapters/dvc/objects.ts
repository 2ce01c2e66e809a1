import { constants, copyFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DvcStores } from "./dvc-remote.js";
import { type FileFacts, hashBytes, hashFile } from "./hash-file.js";
import { orStorageError, seal, temporaryName, writeDurably } from "./write-file.js";

/** Where DVC 3 keeps an object below its cache or a remote. @param id Its md5, with `.dir` for the listing of a folder. */
export function objectPath(store: string, id: string): string {
  return join(store, objectName(id));
}

/** The same below the `url` of a remote. */
export function objectName(id: string): string {
  return `files/md5/${id.slice(0, 2)}/${id.slice(2)}`;
}

/**
 * Puts a file's bytes under their md5 into every store, each whole or not at all. An object that is there already and is not what its name
 * says is replaced.
 * @param content Bytes, or the path of a file, of which a copy is taken first: what is hashed is what is kept.
 * @throws {StorageError} the disk refuses. @throws {ServiceError} a remote does.
 */
export async function putObject(
  { folders, remote }: DvcStores,
  content: Uint8Array | string,
  suffix = "",
): Promise<FileFacts> {
  const [cache, ...others] = folders;
  const facts = await place(cache, content, suffix, typeof content === "string" ? undefined : hashBytes(content));
  for (const other of others) await place(other, objectPath(cache, facts.md5 + suffix), suffix, facts);
  const name = objectName(facts.md5 + suffix);
  // Names say what objects are: one of the right length is taken for whole, as by DVC itself.
  if (remote !== undefined && (await remote.size(name)) !== facts.size)
    await remote.put(
      name,
      typeof content === "string" ? await readFile(objectPath(cache, facts.md5 + suffix)) : content,
    );
  return facts;
}

async function place(
  store: string,
  content: Uint8Array | string,
  suffix: string,
  known: FileFacts | undefined,
): Promise<FileFacts> {
  return orStorageError(store, async () => {
    if (known !== undefined && (await isWhole(objectPath(store, known.md5 + suffix), known.md5))) return known;
    await mkdir(join(store, "files", "md5"), { recursive: true });
    const temporary = join(store, "files", "md5", temporaryName());
    try {
      if (typeof content === "string") await copyFile(content, temporary, constants.COPYFILE_FICLONE);
      else await writeDurably(temporary, content);
      const facts = known ?? (await hashFile(temporary));
      const path = objectPath(store, facts.md5 + suffix);
      if (known === undefined && (await isWhole(path, facts.md5))) return facts;
      await seal(temporary);
      await mkdir(dirname(path), { recursive: true });
      await rename(temporary, path);
      return facts;
    } finally {
      await rm(temporary, { force: true });
    }
  });
}

/** Whether an object is there and is what its name says. */
async function isWhole(path: string, md5: string): Promise<boolean> {
  return hashFile(path).then(
    (found) => found.md5 === md5,
    () => false,
  );
}
