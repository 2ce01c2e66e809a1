import { join, posix } from "node:path";
import type { Document } from "yaml";
import { type JsonObject, SourceError } from "../../core/index.js";
import { loadYaml } from "./load-yaml.js";
import { readYaml } from "./yaml-document.js";

/** What a `.dvc` file or `dvc.lock` says of one output. */
export interface FoundEntry {
  /** Within the repository. */
  readonly path: string;
  readonly md5: string;
  readonly meta: JsonObject;
}

interface Entry {
  readonly path?: unknown;
  readonly md5?: unknown;
  readonly hash?: unknown;
  readonly files?: unknown;
  readonly meta?: unknown;
}

/** @throws {SourceError} nothing tracks the path, or not by DVC 3's md5. */
export async function findEntry(folder: string, given: string): Promise<FoundEntry> {
  const yaml = await loadYaml();
  const path = posix.normalize(given.replace(/\.dvc$/, ""));
  const file = `${path}.dvc`;
  const document = await readYaml(yaml, join(folder, file));
  if (document !== undefined) {
    const { outs, wdir = "." } = plain(document) as { readonly outs?: unknown; readonly wdir?: unknown };
    const entries = Array.isArray(outs) ? (outs as readonly Entry[]) : [];
    const [entry] = entries;
    if (entry === undefined || entries.length > 1)
      throw new SourceError({ place: "dvc", message: `Expected one output in ${file}, got ${entries.length}` });
    return checkEntry(file, entry, posix.join(posix.dirname(file), String(wdir)));
  }
  if (!given.endsWith(".dvc"))
    for (let above = posix.dirname(path); ; above = posix.dirname(above)) {
      const lock = posix.join(above, "dvc.lock");
      const locked = await readYaml(yaml, join(folder, lock));
      const stages = (plain(locked) as { readonly stages?: unknown }).stages ?? {};
      for (const stage of Object.values(stages) as readonly { readonly outs?: readonly Entry[] }[])
        for (const entry of stage?.outs ?? [])
          if (posix.join(above, String(entry.path)) === path) return checkEntry(lock, entry, above);
      if (above === "." || above === "/" || above === posix.dirname(above)) break;
    }
  const lacking = given.endsWith(".dvc") ? file : `${file}, or an output ${path} in a dvc.lock,`;
  throw new SourceError({
    place: "dvc",
    message: `Expected ${lacking} in ${folder}, got none. Is this the repository's folder, and was the file committed? \`dvc add ${path}\` tracks it`,
  });
}

function plain(document: Document | undefined): object {
  const value: unknown = document?.toJS();
  return typeof value === "object" && value !== null ? value : {};
}

function checkEntry(file: string, { path, md5, hash, files, meta }: Entry, folder: string): FoundEntry {
  const refuse = (message: string): never => {
    throw new SourceError({ place: "dvc", message });
  };
  if (typeof path !== "string") return refuse(`Expected an output with a \`path\` in ${file}, got none`);
  if (files !== undefined)
    return refuse(
      `Expected ${path} in ${file} to have one md5, got versions that a cloud keeps (\`files\`): export it by \`dvc pull\`, then read the files themselves`,
    );
  if (md5 !== undefined && hash === undefined)
    return refuse(
      `Expected ${path} in ${file} to be tracked by the md5 of its bytes, got the hash of DVC 2 (md5-dos2unix, no \`hash: md5\`): run \`dvc cache migrate --dvc-files\`, then \`dvc push\``,
    );
  if (hash !== undefined && hash !== "md5")
    return refuse(
      `Expected ${path} in ${file} to be tracked by md5, got ${String(hash)}: track it by \`dvc add\` of DVC 3`,
    );
  if (typeof md5 !== "string" || !/^[0-9a-f]{32}(?:\.dir)?$/.test(md5))
    return refuse(
      `Expected an md5 of ${path} in ${file}, got ${md5 === undefined ? "none" : String(md5)}: run \`dvc commit\`, or bring the file back from Git`,
    );
  const found = typeof meta === "object" && meta !== null ? (toNumbers(meta) as JsonObject) : {};
  return { path: posix.normalize(posix.join(folder, path)), md5, meta: found };
}

/** Whole numbers were read with all their digits; those that a number holds are numbers again. */
function toNumbers(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Array.isArray(value)) return value.map(toNumbers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toNumbers(item)]));
}
