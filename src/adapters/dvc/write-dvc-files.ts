import { chmod, constants, copyFile, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError, StateError } from "../../core/index.js";
import { type DvcRepository, isThere, openForWriting } from "./dvc-repository.js";
import type { FileFacts } from "./hash-file.js";
import { checkNames, type ListedFile } from "./listing.js";
import { loadYaml } from "./load-yaml.js";
import { objectPath, putObject } from "./objects.js";
import { type DvcAnnotations, type DvcFacts, dvcEntry } from "./out-entry.js";
import { folderFacts } from "./track.js";
import { orStorageError, temporaryName, writeFileWhole } from "./write-file.js";
import { yamlNode, yamlText } from "./yaml-document.js";

/** Files of a folder by their names within it, e.g. a Map; folders within are made of `/` in names. */
export type DvcContent =
  | Iterable<readonly [name: string, bytes: Uint8Array]>
  | AsyncIterable<readonly [name: string, bytes: Uint8Array]>;

export interface WriteDvcOptions extends DvcAnnotations {
  /** False writes no `.dvc` file: for the output of a stage, which `dvc.yaml` and `dvc.lock` track. @default true */
  readonly track?: boolean;
}

export const writeRules: OptionRules<WriteDvcOptions> = {
  type: option.text,
  description: option.text,
  meta: option.noun,
  track: option.flag,
};

/**
 * Writes a file or a folder as DVC tracks it: each file as an object in the cache and the remote, a copy in its place in the repository, then
 * `<path>.dvc`, and in a Git repository a line in `.gitignore`. `dvc status` finds nothing to do, `dvc pull` brings it to another clone.
 * The `.dvc` file comes last: what fails before leaves it as it was.
 *
 * @param path Where it stands in the repository, with `/` between names.
 * @param content The file's bytes, or the files of a folder.
 * @throws {StateError} there is no DVC repository, or something stands there that no `.dvc` file tracks.
 * @throws {StorageError} the disk refuses.
 */
export async function writeDvcFiles(
  repository: DvcRepository,
  path: string,
  content: Uint8Array | DvcContent,
  options: WriteDvcOptions = {},
): Promise<DvcFacts> {
  checkOptions("dvc", options, writeRules);
  checkPath(path);
  checkArguments("dvc", { content }, { content: option.stream });
  const { folder, stores } = await openForWriting(repository);
  const yaml = await loadYaml();
  const { track = true, ...annotations } = options;
  const target = join(folder, path);
  if (track && (await isThere(target)) && !(await isThere(`${target}.dvc`)))
    throw new StateError({
      place: "dvc",
      message: `Expected ${path} to be free or tracked by ${path}.dvc, got something else there: move it away, or \`dvc add\` it first`,
    });

  let facts: DvcFacts;
  if (content instanceof Uint8Array) {
    const file = await putObject(stores, content);
    await orStorageError(target, () => placeFile(objectPath(stores.folders[0], file.md5), target));
    facts = file;
  } else {
    const files: (ListedFile & FileFacts)[] = [];
    for await (const [name, bytes] of content) files.push({ name, ...(await putObject(stores, bytes)) });
    checkNames(files.map(({ name }) => name));
    const { listing, ...found } = folderFacts(files);
    await putObject(stores, listing, ".dir");
    await orStorageError(target, () => placeFolder(stores.folders[0], files, target));
    facts = found;
  }
  if (!track) return facts;
  const document = new yaml.Document();
  document.contents = yamlNode(yaml, document, { outs: [dvcEntry(facts, posix.basename(path), annotations)] });
  await ignoreInGit(folder, path);
  await writeFileWhole(`${target}.dvc`, yamlText(document));
  return facts;
}

/** @throws {InvalidArgumentError} it leads out of the repository, or is no path that stands everywhere. */
export function checkPath(path: string): void {
  checkArguments("dvc", { path }, { path: option.text });
  if (path.endsWith(".dvc") || path.startsWith("/"))
    throw new InvalidArgumentError("dvc", "`path` to be the data's own path within the repository", path);
  checkNames([path]);
}

async function placeFile(object: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const temporary = join(dirname(target), temporaryName());
  try {
    await copyObject(object, temporary);
    await rm(await folderAt(target), { recursive: true, force: true });
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Makes the new folder beside the old one: what fails leaves the old one alone. */
async function placeFolder(cache: string, files: readonly ListedFile[], target: string): Promise<void> {
  const temporary = join(dirname(target), temporaryName());
  try {
    await mkdir(temporary, { recursive: true });
    for (const { name, md5 } of files) {
      const path = join(temporary, name);
      await mkdir(dirname(path), { recursive: true });
      await copyObject(objectPath(cache, md5), path);
    }
    await rm(target, { recursive: true, force: true });
    await rename(temporary, target);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** A copy that may be edited; where the file system can, it shares the object's blocks. */
async function copyObject(object: string, path: string): Promise<void> {
  await copyFile(object, path, constants.COPYFILE_FICLONE);
  await chmod(path, 0o644);
}

/** A folder that a file takes the place of; a file is replaced by renaming. */
async function folderAt(target: string): Promise<string> {
  const found = await stat(target).catch(() => undefined);
  return found?.isDirectory() ? target : join(dirname(target), temporaryName());
}

/** Data does not belong into Git: as `dvc add` does. */
async function ignoreInGit(folder: string, path: string): Promise<void> {
  if (!(await isThere(join(folder, ".git")))) return;
  const file = join(folder, posix.dirname(path), ".gitignore");
  const text = await readFile(file, "utf8").catch(() => "");
  const line = `/${posix.basename(path).replaceAll(/[\\*?[\]!# ]/g, (character) => `\\${character}`)}`;
  if (text.split("\n").includes(line)) return;
  await writeFileWhole(file, `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`);
}
