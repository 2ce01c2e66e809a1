import { createHash, hash } from "node:crypto";
import type { TrackedEntry } from "../../core/house.js";
import { canonicalJson } from "../../core/index.js";
import type { NewRecord } from "./records.js";
import { safeName } from "./run-name.js";
import { writeMessage } from "./write-message.js";

type TrackedArtifact = Extract<TrackedEntry, { readonly type: "artifact" }>;

/** What an artifact's metadata says of the entry that it was made for. */
export const metadataKey = "golden_pipeline";

/**
 * An artifact with one file, by version 1 of W&B's manifests: digests are MD5, of the file and of the manifest's lines. Its ids are made of what it
 * is, so that a run that is synced again makes no second version.
 * @param file Where its content stands, from the root of the machine.
 */
export function artifactRecord(
  run: { readonly id: string; readonly project: string; readonly entity: string | undefined },
  entry: TrackedArtifact,
  { file, content }: { readonly file: string; readonly content: Uint8Array },
): NewRecord {
  const { stage, name, digest, bytes, mediaType } = entry;
  const path = safeName(name, 128);
  const fileDigest = hash("md5", content, "base64");
  const manifestDigest = createHash("md5").update(`wandb-artifact-manifest-v1\n${path}:${fileDigest}\n`).digest("hex");
  const collection = safeName(`run-${run.id}-${stage}-${name}`, 128);
  const facts = { stage, name, digest, ...(bytes !== undefined && { bytes }), mediaType };
  const manifest = writeMessage(
    [1, 1],
    [2, "wandb-storage-policy-v1"],
    [3, writeMessage([1, "storageLayout"], [2, '"V2"'])],
    // Not copied into the user's cache: it stands in the run's folder.
    [4, writeMessage([1, path], [2, fileDigest], [4, content.length], [5, mediaType], [6, file], [8, true])],
  );
  const message = writeMessage(
    [1, run.id],
    [2, run.project],
    [3, run.entity],
    [4, "file"],
    [5, collection],
    [6, manifestDigest],
    [8, canonicalJson({ [metadataKey]: facts })],
    [11, "latest"],
    [12, manifest],
    [14, true],
    [15, identity("version", run.project, collection, manifestDigest, canonicalJson(facts))],
    [16, identity("collection", run.project, collection)],
    [20, "MANIFEST_MD5"],
  );
  return ["artifact", message];
}

/** W&B takes 128 letters and digits for an id that the client chose. */
function identity(...words: readonly string[]): string {
  return hash("sha512", JSON.stringify(words), "hex");
}
