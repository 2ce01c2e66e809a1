import { join, relative } from "node:path";
import { DamagedError, type Digest, digestOf } from "../core/index.js";
import { commitPath, decodeCommit, firstSequenceOf } from "./file/commit-file.js";
import { temporaryPrefix } from "./file/durable-write.js";
import { keyIdBytes } from "./file/file-blobs.js";
import { listLogs, logSuffix } from "./file/file-store.js";
import { type FileSystem, nodeFileSystem } from "./file/file-system.js";

/** Something that is not as it was written. `erased` and `unfinished` are no damage: a subject was erased, a write was never acknowledged. */
export interface FsckFinding {
  readonly kind: "torn" | "edited" | "missing" | "rolled-back" | "erased" | "unfinished";
  /** The file, relative to the store. */
  readonly path: string;
  readonly message: string;
}

export interface FsckOptions {
  /** Heads that were noted outside (in a report, a tracker): only they can show that a log's newest events are gone. */
  readonly anchors?: readonly { readonly log: string; readonly sequence: number; readonly hash: string }[];
  /** @default Node's own */
  readonly fileSystem?: FileSystem;
}

/** Reads every file of a file store and names each that is torn, edited or missing; empty of damage when all is well. */
export async function fsck(directory: string, options: FsckOptions = {}): Promise<readonly FsckFinding[]> {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  const findings: FsckFinding[] = [];
  const referred = new Set<string>();
  const report = (kind: FsckFinding["kind"], path: string, message: string): void => {
    findings.push({ kind, path: relative(directory, path), message });
  };

  for (const log of await listLogs(fileSystem, join(directory, "logs"), "")) {
    const folder = join(directory, "logs", `${log}${logSuffix}`);
    const names = [...(await fileSystem.list(folder))].sort();
    for (const name of names)
      if (name.startsWith(temporaryPrefix))
        report("unfinished", join(folder, name), "a write that was never acknowledged");
    const trimmed = names.includes("trimmed.json")
      ? (JSON.parse(new TextDecoder().decode(await fileSystem.readFile(join(folder, "trimmed.json")))) as {
          readonly sequence: number;
          readonly previous: Digest | null;
        })
      : { sequence: 1, previous: null };
    let expected = trimmed.sequence;
    let previous: Digest | null | undefined = trimmed.previous;
    const hashes = new Map<number, string>();
    for (const first of names.flatMap((name) => firstSequenceOf(name) ?? [])) {
      const path = commitPath(folder, first);
      if (first < expected) continue;
      if (first > expected) {
        report("missing", commitPath(folder, expected), `events ${expected} to ${first - 1} of log ${log} are gone`);
        previous = undefined;
      }
      const bytes = await fileSystem.readFile(path);
      try {
        for (const event of decodeCommit(log, path, bytes, first, previous)) {
          hashes.set(event.sequence, event.hash);
          collectDigests(event.data, referred);
          expected = event.sequence + 1;
          previous = event.hash;
        }
      } catch (error) {
        if (!DamagedError.isInstance(error)) throw error;
        report(new TextDecoder().decode(bytes).endsWith("\n") ? "edited" : "torn", path, error.message);
        expected = first + Math.max(1, new TextDecoder().decode(bytes).split("\n").length - 1);
        previous = undefined;
      }
    }
    for (const anchor of options.anchors ?? [])
      if (anchor.log === log && anchor.sequence >= trimmed.sequence && hashes.get(anchor.sequence) !== anchor.hash)
        report("rolled-back", folder, `log ${log} once had event ${anchor.sequence} with hash ${anchor.hash}`);
  }
  for (const anchor of options.anchors ?? [])
    if (!(await fileSystem.exists(join(directory, "logs", `${anchor.log}${logSuffix}`))))
      report(
        "rolled-back",
        join(directory, "logs", `${anchor.log}${logSuffix}`),
        `log ${anchor.log} once had event ${anchor.sequence}`,
      );

  const present = new Set<string>();
  for (const kind of ["blobs", "sealed"] as const)
    for (const start of await fileSystem.list(join(directory, kind)))
      for (const rest of await fileSystem.list(join(directory, kind, start))) {
        const path = join(directory, kind, start, rest);
        if (rest.startsWith(temporaryPrefix)) {
          report("unfinished", path, "a write that was never acknowledged");
          continue;
        }
        const digest = `sha256:${start}${rest}`;
        present.add(digest);
        const bytes = await fileSystem.readFile(path);
        if (digestOf(bytes) !== digest)
          report("edited", path, `expected bytes that hash to ${digest}, got ${bytes.length} other bytes`);
        else if (
          kind === "sealed" &&
          !(await fileSystem.exists(
            join(directory, "keys", `${Buffer.from(bytes.subarray(0, keyIdBytes)).toString("hex")}.key`),
          ))
        )
          report("erased", path, "sealed for a subject who was erased");
      }
  for (const digest of referred)
    if (!present.has(digest))
      report("missing", join(directory, "blobs", digest.slice(7, 9), digest.slice(9)), `an event refers to ${digest}`);
  return findings;
}

/** Every digest that stands anywhere in an event's data. */
function collectDigests(value: unknown, into: Set<string>): void {
  if (typeof value === "string") {
    if (/^sha256:[0-9a-f]{64}$/.test(value)) into.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) collectDigests(inner, into);
  }
}
