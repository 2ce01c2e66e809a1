import { posix } from "node:path";
import { checkArguments, option } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";
import { type DvcFile, openFile } from "./dvc-file.js";
import { type DvcRepository, openRepository } from "./dvc-repository.js";
import { findEntry } from "./find-entry.js";
import { decodeListing } from "./listing.js";

/** What DVC tracks, as a `.dvc` file or `dvc.lock` says; its bytes are read, and checked, when they are asked for. */
export interface DvcOutput {
  readonly kind: "dvc-output";
  /** Where it stands in the repository, e.g. `data/flights`. */
  readonly path: string;
  /** 32 hexadecimal digits; `.dir` behind them for a folder. */
  readonly md5: string;
  /** What stands at the output under `meta`; empty for an output of a stage. */
  readonly meta: JsonObject;
  /** Its files: one for a file, those of the listing for a folder, in its order. */
  readonly files: readonly DvcFile[];
}

/**
 * What a `.dvc` file or `dvc.lock` tracks, from the cache or the remote, wherever the workspace stands. The listing of a folder is checked
 * against its md5 here, each file when it is read.
 *
 * @param path Of the `.dvc` file, or of the data as it stands in the repository: then `<path>.dvc` is read, otherwise the `dvc.lock` of its
 *   folder or of one above.
 * @throws {SourceError} nothing tracks it, it was tracked by another hash than DVC 3's md5, or its listing is missing or damaged.
 */
export async function readDvc(repository: DvcRepository, path: string): Promise<DvcOutput> {
  checkArguments("dvc", { path }, { path: option.text });
  const { folder, stores } = openRepository(repository);
  const entry = await findEntry(folder, path);
  const { md5, meta } = entry;
  const output = { kind: "dvc-output", path: entry.path, md5, meta } as const;
  const whole = openFile(stores, { name: posix.basename(entry.path), id: md5, of: entry.path });
  if (!md5.endsWith(".dir")) return { ...output, files: [whole] };
  const listed = decodeListing(`${entry.path} (${md5})`, await whole.bytes());
  const files = listed.map((file) =>
    openFile(stores, { name: file.name, id: file.md5, of: `${entry.path}/${file.name}` }),
  );
  return { ...output, files };
}
