import { join } from "node:path";
import { DamagedError, type Digest } from "../../core/index.js";
import { commitPath, firstSequenceOf, inspectCommit } from "../file/commit-file.js";
import type { DurableFiles } from "../file/durable-files.js";
import { logDirectory } from "../file/log-directory.js";
import { readTrimMarker, trimMarkerName } from "../file/trim-marker.js";
import { type Anchor, type BlobUse, checkAnchor, collectBlobUses, type FsckFinding } from "./finding.js";
import { type InspectedEvents, inspectEvents } from "./inspect-events.js";

/** Reads every commit of one log. Paths are absolute. */
export async function checkLogFiles(
  directory: string,
  log: string,
  files: DurableFiles,
  anchors: readonly Anchor[],
): Promise<{ readonly findings: readonly FsckFinding[]; readonly uses: readonly BlobUse[] }> {
  const findings: FsckFinding[] = [];
  const uses: BlobUse[] = [];
  const folder = logDirectory(directory, log);
  const report = (kind: FsckFinding["kind"], sequence: number, path: string, message: string): void => {
    findings.push({ kind, reference: `${log}@${sequence}`, path, message });
  };

  /** The first event that is kept; undefined when that cannot be read. */
  let marker: number | undefined;
  try {
    marker = await readTrimMarker(log, folder, files);
  } catch (error) {
    if (!DamagedError.isInstance(error)) throw error;
    report("edited", 1, join(folder, trimMarkerName), error.message);
  }
  const all = (await files.fileSystem.list(folder))
    .flatMap((name) => firstSequenceOf(name) ?? [])
    .sort((a, b) => a - b);
  const start = all.findLast((first) => first <= (marker ?? 1)) ?? all[0] ?? 1;
  const firsts = all.filter((first) => first >= start);
  const hashes = new Map<number, Digest>();

  // Undefined where the event before is not known: after a damaged file, or inside the first commit that is kept.
  let expected = marker && Math.min(start, marker);
  let previous: Digest | null | undefined = start === 1 ? null : undefined;
  let newest = 0;
  for (const first of firsts) {
    const path = commitPath(folder, first);
    const bytes = await files.read(path);
    if (bytes === undefined && (await isTrimmed(log, folder, files, first))) {
      expected = undefined;
      previous = undefined;
      continue;
    }
    if (expected !== undefined && first > expected) {
      report(
        "missing",
        expected,
        commitPath(folder, expected),
        `events ${expected} to ${first - 1} of log ${log} are gone`,
      );
      previous = undefined;
    } else if (expected !== undefined && first < expected) {
      report("edited", first, path, `event ${first} of log ${log} stands in the commit before, too`);
      continue;
    }
    const content = inspectCommit(log, bytes ?? new Uint8Array(0), first);
    const cut = first === firsts.at(-1) ? "torn" : "truncated";
    if (content.damage !== undefined) report(content.damage === "cut" ? cut : "edited", first, path, content.message);
    const inspected: InspectedEvents | undefined =
      content.damage === undefined ? inspectEvents(log, content.lines, first, previous) : undefined;
    if (inspected !== undefined && "edited" in inspected) report("edited", first, path, inspected.edited);
    if (inspected === undefined || "edited" in inspected) {
      newest = first;
      expected = undefined;
      previous = undefined;
      continue;
    }
    for (const { sequence, hash, data } of inspected.events) {
      hashes.set(sequence, hash);
      if (sequence >= (marker ?? 1)) for (const use of collectBlobUses(data, `${log}@${sequence}`)) uses.push(use);
      newest = sequence;
      expected = sequence + 1;
      previous = hash;
    }
  }
  if (firsts.length === 0 && marker !== undefined && marker > 1)
    report("missing", marker, folder, `events from ${marker} of log ${log} are gone`);
  // A torn newest commit holds an unknown number of events, and is reported itself.
  const reach = expected === undefined && firsts.length > 0 ? Number.POSITIVE_INFINITY : newest;
  for (const anchor of anchors) {
    const facts = { first: marker ?? 1, newest: reach, hash: hashes.get(anchor.sequence) };
    const finding = checkAnchor(anchor, facts);
    if (finding) findings.push({ ...finding, path: folder });
  }
  return { findings, uses };
}

/** Whether another process has trimmed a commit since its name was listed. */
async function isTrimmed(log: string, folder: string, files: DurableFiles, first: number): Promise<boolean> {
  try {
    return (await readTrimMarker(log, folder, files)) > first;
  } catch (error) {
    if (!DamagedError.isInstance(error)) throw error;
    return false;
  }
}
