import type { JsonObject } from "../../core/index.js";

/** What `.dvc` files and `dvc.lock` say of an output or a dependency. */
export interface DvcFacts {
  /** With `.dir` behind it for a folder. */
  readonly md5: string;
  /** In bytes, all files together. */
  readonly size: number;
  /** How many files a folder has; absent for a file. */
  readonly nfiles?: number;
}

/** What people and other tools are told of an output. */
export interface DvcAnnotations {
  /** E.g. `dataset` or `model`. @default none */
  readonly type?: string;
  /** @default none */
  readonly description?: string;
  /** Anything, as plain JSON; DVC keeps it and hashes it into nothing. @default none */
  readonly meta?: JsonObject;
}

/** Members in the order in which DVC writes them. */
export function dvcEntry({ md5, size, nfiles }: DvcFacts, path: string, annotations: DvcAnnotations = {}): object {
  const { type, description, meta } = annotations;
  return {
    md5,
    size,
    ...(nfiles !== undefined && { nfiles }),
    hash: "md5",
    path,
    ...(description !== undefined && { desc: description }),
    ...(type !== undefined && { type }),
    ...(meta !== undefined && { meta }),
  };
}

export function lockEntry({ md5, size, nfiles }: DvcFacts, path: string): object {
  return { path, hash: "md5", md5, size, ...(nfiles !== undefined && { nfiles }) };
}
