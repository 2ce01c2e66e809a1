import { join } from "node:path";
import { decodeEnvelope, digestOf, isEnvelope, keyBytes, unsealPart } from "../../core/house.js";
import { DamagedError, type Digest, type Keys } from "../../core/index.js";
import type { DurableFiles } from "../file/durable-files.js";
import { blobPath } from "../file/file-blobs.js";
import { fileKeys, keyPath } from "../file/file-keys.js";
import type { BlobUse, FsckFinding } from "./finding.js";

/** Reads every blob and opens every seal, and looks for each blob that an event refers to. Paths are absolute. */
export async function checkBlobFiles(
  directory: string,
  files: DurableFiles,
  uses: readonly BlobUse[],
): Promise<readonly FsckFinding[]> {
  const findings: FsckFinding[] = [];
  const present = new Set<string>();
  const told = new Map(uses.flatMap(({ digest, bytes }) => (bytes === undefined ? [] : [[digest, bytes]])));
  const seals = sealChecker(directory, fileKeys(directory, { fileSystem: files.fileSystem }));

  const root = join(directory, "blobs", "sha256");
  for (const start of await files.fileSystem.list(root))
    for (const rest of await files.fileSystem.list(join(root, start))) {
      const path = join(root, start, rest);
      const digest: Digest = `sha256:${start}${rest}`;
      present.add(digest);
      const bytes = (await files.read(path)) ?? new Uint8Array(0);
      if (digestOf(bytes) === digest) {
        if (isEnvelope(bytes)) findings.push(...(await seals(digest, path, bytes)));
        continue;
      }
      const shorter = bytes.length === 0 || bytes.length < (told.get(digest) ?? 0) || isCutEnvelope(digest, bytes);
      const message = `expected bytes that hash to ${digest}, got ${bytes.length} other bytes`;
      findings.push({ kind: shorter ? "truncated" : "edited", reference: digest, path, message });
    }

  const reported = new Set<string>();
  for (const { digest, event } of uses) {
    if (present.has(digest) || reported.has(digest)) continue;
    reported.add(digest);
    const path = blobPath(directory, digest as Digest);
    findings.push({ kind: "missing", reference: digest, path, message: `${event} refers to ${digest}` });
  }
  return findings;
}

/** An envelope tells how long it is: one whose parts do not add up to its length lost some of it. */
function isCutEnvelope(digest: Digest, bytes: Uint8Array): boolean {
  if (!isEnvelope(bytes)) return false;
  try {
    decodeEnvelope(digest, bytes);
    return false;
  } catch {
    return true;
  }
}

/** Opens the seals of blobs whose bytes are whole. A key that is gone or damaged is told of once. */
function sealChecker(directory: string, keys: Keys) {
  const reported = new Set<string>();

  return async function checkSeals(digest: Digest, path: string, bytes: Uint8Array): Promise<readonly FsckFinding[]> {
    const findings: FsckFinding[] = [];
    let erased = 0;
    let parts: ReturnType<typeof decodeEnvelope>;
    try {
      parts = decodeEnvelope(digest, bytes);
    } catch (error) {
      if (!DamagedError.isInstance(error)) throw error;
      return [{ kind: "edited", reference: digest, path, message: error.message }];
    }
    for (const { key: id, bytes: sealed } of parts) {
      if (id === undefined) continue;
      const [key] = await keys.get([id]);
      const file = keyPath(directory, id, "key");
      const report = (kind: FsckFinding["kind"], message: string): void => {
        if (!reported.has(id)) findings.push({ kind, reference: digest, path: file, message });
        reported.add(id);
      };
      if (key === "erased" || sealed.length === 0) erased++;
      else if (key === undefined)
        report("missing", "the key that blobs are sealed with is gone, though nobody was erased");
      else if (key.length < keyBytes) report("truncated", `expected a key of ${keyBytes} bytes, got ${key.length}`);
      else
        try {
          unsealPart(digest, id, sealed, key);
        } catch {
          report("edited", `the key does not open ${digest}`);
        }
    }
    const whose = erased === 1 ? "a subject who was erased" : `${erased} subjects who were erased`;
    if (erased > 0) findings.push({ kind: "erased", reference: digest, path, message: `sealed for ${whose}` });
    return findings;
  };
}
