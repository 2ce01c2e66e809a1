import { stat } from "node:fs/promises";
import { join } from "node:path";
import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { StateError } from "../../core/index.js";
import type { DvcRemote, DvcStores } from "./dvc-remote.js";

/** Where a DVC repository and its data stand. */
export interface DvcRepository {
  /** The repository: the folder in which `.dvc` stands. */
  readonly folder: string;
  /** The folder of a DVC remote (its `url`), or one elsewhere, e.g. `s3DvcRemote(client, { bucket })`. What is written goes there too; what is read is taken from there when the cache lacks it. @default none */
  readonly remote?: string | DvcRemote;
  /** The cache, where `cache.dir` of DVC's settings says another. @default ".dvc/cache" in the folder */
  readonly cache?: string;
}

const rules: OptionRules<DvcRepository> = {
  folder: option.required(option.text),
  remote: option.either(option.text, option.nounOf("dvc-remote", "a remote, as `s3DvcRemote()` makes it")),
  cache: option.text,
};

/** A repository with what was left out. */
export interface OpenedRepository {
  readonly folder: string;
  readonly stores: DvcStores;
}

/** @throws {InvalidArgumentError} it is not described as a repository. */
export function openRepository(repository: DvcRepository): OpenedRepository {
  checkOptions("dvc", repository, rules);
  const { folder, remote, cache = join(folder, ".dvc", "cache") } = repository;
  if (typeof remote === "object") return { folder, stores: { folders: [cache], remote } };
  return { folder, stores: { folders: [cache, ...(remote === undefined ? [] : [remote])], remote: undefined } };
}

/** For writing. @throws {StateError} nobody has run `dvc init` there. */
export async function openForWriting(repository: DvcRepository): Promise<OpenedRepository> {
  const opened = openRepository(repository);
  if (await isThere(join(opened.folder, ".dvc"))) return opened;
  throw new StateError({
    place: "dvc",
    message: `Expected a DVC repository in ${opened.folder}, got a folder without \`.dvc\`: run \`dvc init\` there, or \`dvc init --no-scm\` without Git`,
  });
}

export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
