import { join, relative } from "node:path";
import { checkArguments, checkOptions, option } from "../../core/house.js";
import type { Store } from "../../core/index.js";
import { createDurableFiles, writingDirectory } from "../file/durable-files.js";
import { originOf } from "../file/file-store.js";
import { type FileSystem, nodeFileSystem } from "../file/file-system.js";
import { listLogs } from "../file/log-directory.js";
import { checkBlobFiles } from "./check-blob-files.js";
import { checkLogFiles } from "./check-log-files.js";
import { checkSecret } from "./check-secret.js";
import { checkStore } from "./check-store.js";
import { type Anchor, type BlobUse, type FsckFinding, isDamage } from "./finding.js";

/** What `fsck` found, in the shape of the registry's `verify`. */
export interface FsckResult {
  /** Whether nothing is damaged: a subject who was erased and a write that was never acknowledged are findings, but no damage. */
  readonly ok: boolean;
  readonly findings: readonly FsckFinding[];
}

export interface FsckOptions {
  /** Heads that were noted outside: nothing in the store itself can show that a log's newest events are gone. */
  readonly anchors?: readonly Anchor[];
  /** For a directory. @default Node's own */
  readonly fileSystem?: FileSystem;
}

/**
 * Reads all of a store and tells what is not as it was written; nothing is changed.
 * Of a file store, given as itself or by its directory, every torn, truncated, edited and missing file is named.
 * Writes that are going on meanwhile may show as `orphan-temp`.
 */
export async function fsck(store: Store | string, options: FsckOptions = {}): Promise<FsckResult> {
  checkArguments("fsck", { store }, { store: option.either(option.text, option.store) });
  checkOptions("fsck", options, { anchors: option.listOf(option.noun), fileSystem: option.noun });
  const { anchors = [] } = options;
  const origin =
    typeof store === "string"
      ? { directory: store, fileSystem: options.fileSystem ?? nodeFileSystem }
      : originOf(store);
  if (origin === undefined) return resultOf(typeof store === "string" ? [] : await checkStore(store, anchors));

  const { directory, fileSystem } = origin;
  const files = createDurableFiles(directory, fileSystem, false);
  const findings: FsckFinding[] = [];
  const uses: BlobUse[] = [];
  const writing = join(directory, writingDirectory);
  for (const name of await fileSystem.list(writing)) {
    const path = join(writing, name);
    findings.push({ kind: "orphan-temp", reference: path, path, message: "a write that was never acknowledged" });
  }
  const logs = await listLogs(fileSystem, join(directory, "logs"), "");
  for (const log of new Set([...logs, ...anchors.map((anchor) => anchor.log)])) {
    const ofLog = anchors.filter((anchor) => anchor.log === log);
    const checked = await checkLogFiles(directory, log, files, ofLog);
    findings.push(...checked.findings);
    for (const use of checked.uses) uses.push(use);
  }
  findings.push(...(await checkBlobFiles(directory, files, uses)), ...(await checkSecret(directory, files)));
  return resultOf(
    findings.map((finding) => {
      const path = relative(directory, finding.path ?? directory);
      return { ...finding, reference: finding.reference === finding.path ? path : finding.reference, path };
    }),
  );
}

function resultOf(findings: readonly FsckFinding[]): FsckResult {
  return { ok: !findings.some(({ kind }) => isDamage(kind)), findings };
}
