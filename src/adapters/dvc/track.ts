import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { StateError } from "../../core/index.js";
import type { DvcStores } from "./dvc-remote.js";
import { type FileFacts, hashBytes, hashFile } from "./hash-file.js";
import { encodeListing, type ListedFile } from "./listing.js";
import { putObject } from "./objects.js";
import type { DvcFacts } from "./out-entry.js";

/** A file of a listing with its size. */
type SizedFile = ListedFile & FileFacts;

/** What DVC says of a folder of these files, and the bytes of its listing. */
export function folderFacts(files: readonly SizedFile[]): DvcFacts & { readonly listing: Uint8Array } {
  const listing = encodeListing(files);
  const size = files.reduce((total, file) => total + file.size, 0);
  return { md5: `${hashBytes(listing).md5}.dir`, size, nfiles: files.length, listing };
}

/** What DVC says of a file or folder as it stands in the workspace; undefined when nothing does. */
export function hashPath(folder: string, path: string): Promise<DvcFacts | undefined> {
  return walk(folder, path, hashFile);
}

/** As `hashPath`, of copies that are put into the stores. */
export async function takePath(folder: string, path: string, stores: DvcStores): Promise<DvcFacts | undefined> {
  return walk(folder, path, (file) => putObject(stores, file), stores);
}

async function walk(
  folder: string,
  path: string,
  factsOf: (path: string) => Promise<FileFacts>,
  stores?: DvcStores,
): Promise<DvcFacts | undefined> {
  const top = join(folder, path);
  const found = await stat(top).catch(() => undefined);
  if (found === undefined) return undefined;
  if (!found.isDirectory()) return factsOf(top);
  await refusePatterns(folder, path);
  const files: SizedFile[] = [];
  for (const name of await namesBelow(top)) files.push({ name, ...(await factsOf(join(top, name))) });
  const { listing, ...facts } = folderFacts(files);
  if (stores !== undefined) await putObject(stores, listing, ".dir");
  return facts;
}

async function namesBelow(folder: string, within = ""): Promise<readonly string[]> {
  const names: string[] = [];
  for (const entry of await readdir(join(folder, within))) {
    if ([".git", ".hg", ".dvc"].includes(entry)) continue; // As DVC does.
    const name = within === "" ? entry : `${within}/${entry}`;
    if ((await stat(join(folder, name))).isDirectory()) names.push(...(await namesBelow(folder, name)));
    else names.push(name);
  }
  return names;
}

/** Which files a folder has depends on `.dvcignore`, whose patterns are not read here. */
async function refusePatterns(folder: string, path: string): Promise<void> {
  const text = await readFile(join(folder, ".dvcignore"), "utf8").catch(() => "");
  if (text.split("\n").every((line) => line.trim() === "" || line.startsWith("#"))) return;
  throw new StateError({
    place: "dvc",
    message: `Expected no patterns in .dvcignore beside the folder ${path}, got some, which are not read here: name its files one by one, or take the patterns out`,
  });
}
