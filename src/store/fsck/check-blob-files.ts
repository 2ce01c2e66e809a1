import { join } from "node:path";
import { digestOf, unseal } from "../../core/house.js";
import type { Digest } from "../../core/index.js";
import type { DurableFiles } from "../file/durable-files.js";
import { type BlobKind, blobPath, keyIdBytes, keyIdOf } from "../file/file-blobs.js";
import { keyBytes, keyPath } from "../file/file-keys.js";
import type { BlobUse, FsckFinding } from "./finding.js";

// Bytes that sealing adds: key id, nonce and tag.
const sealBytes = keyIdBytes + 28;

/** Reads every blob, and looks for each that an event refers to. Paths are absolute. */
export async function checkBlobFiles(
  directory: string,
  files: DurableFiles,
  uses: readonly BlobUse[],
): Promise<readonly FsckFinding[]> {
  const findings: FsckFinding[] = [];
  const missingKeys = new Set<string>();
  const present = new Set<string>();
  const told = new Map(uses.flatMap(({ digest, bytes }) => (bytes === undefined ? [] : [[digest, bytes]])));

  async function checkSeal(digest: Digest, path: string, bytes: Uint8Array): Promise<void> {
    const id = keyIdOf(bytes);
    if (await files.fileSystem.exists(keyPath(directory, id, "erased"))) {
      findings.push({ kind: "erased", reference: digest, path, message: "sealed for a subject who was erased" });
      return;
    }
    const file = keyPath(directory, id, "key");
    const key = await files.read(file);
    const report = (kind: FsckFinding["kind"], message: string): void => {
      if (!missingKeys.has(file)) findings.push({ kind, reference: digest, path: file, message });
      missingKeys.add(file);
    };
    if (key === undefined) report("missing", `the key that blobs are sealed with is gone, though nobody was erased`);
    else if (key.length < keyBytes) report("truncated", `expected a key of ${keyBytes} bytes, got ${key.length}`);
    else
      try {
        unseal(bytes.subarray(keyIdBytes), Buffer.from(key));
      } catch {
        report("edited", `the key does not open ${digest}`);
      }
  }

  for (const kind of ["blobs", "sealed"] satisfies readonly BlobKind[])
    for (const start of await files.fileSystem.list(join(directory, kind, "sha256")))
      for (const rest of await files.fileSystem.list(join(directory, kind, "sha256", start))) {
        const path = join(directory, kind, "sha256", start, rest);
        const digest: Digest = `sha256:${start}${rest}`;
        present.add(digest);
        const bytes = (await files.read(path)) ?? new Uint8Array(0);
        if (digestOf(bytes) === digest) {
          if (kind === "sealed") await checkSeal(digest, path, bytes);
          continue;
        }
        const whole = told.get(digest);
        const length = whole === undefined ? undefined : whole + (kind === "sealed" ? sealBytes : 0);
        const shorter = bytes.length === 0 || (length !== undefined && bytes.length < length);
        const message = `expected bytes that hash to ${digest}, got ${bytes.length} other bytes`;
        findings.push({ kind: shorter ? "truncated" : "edited", reference: digest, path, message });
      }

  const reported = new Set<string>();
  for (const { digest, event } of uses) {
    if (present.has(digest) || reported.has(digest)) continue;
    reported.add(digest);
    const path = blobPath(directory, digest as Digest, "blobs");
    findings.push({ kind: "missing", reference: digest, path, message: `${event} refers to ${digest}` });
  }
  return findings;
}
