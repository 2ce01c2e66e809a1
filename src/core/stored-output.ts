import { canonicalJson } from "./canonical-json.js";
import type { Codec } from "./codec.js";
import { digestOf } from "./digest.js";
import { InvalidArgumentError, StateError } from "./errors/index.js";
import type { Json } from "./json.js";
import type { Nouns } from "./nouns.js";
import { parseCanonicalJson } from "./parse-canonical-json.js";
import type { Artifact } from "./ports/executor.js";
import type { Digest, StoreBlobs } from "./store.js";

const longestInline = 4096;

/**
 * An output as an event tells of it: its canonical JSON in the event when it is short, in a blob otherwise. Text, not
 * JSON inside JSON, so that dates and typed arrays come back as they were. Empty text stands for undefined.
 */
export interface StoredOutput {
  /** Of the canonical JSON. */
  readonly digest: Digest;
  readonly codec: string | null;
  readonly text?: string;
  readonly blob?: Digest;
}

/** @throws {InvalidArgumentError} the output is not JSON and the stage has no codec. */
export async function storeOutput(
  output: unknown,
  codec: Codec<unknown> | undefined,
  blobs: StoreBlobs,
  stage: string,
): Promise<StoredOutput> {
  const text = writeOutput(codec === undefined ? output : await codec.encode(output, blobs), codec, stage);
  const head = { digest: digestOf(text), codec: codec?.id ?? null };
  if (text.length <= longestInline) return { ...head, text };
  return { ...head, blob: await blobs.put(Buffer.from(text)) };
}

/** @throws {StateError} it was stored by another codec. */
export async function loadOutput(
  stored: StoredOutput,
  codec: Codec<unknown> | undefined,
  blobs: StoreBlobs,
  stage: string,
  nouns: Nouns | undefined,
): Promise<unknown> {
  if (stored.codec !== (codec?.id ?? null))
    throw new StateError({
      place: `stage ${stage}`,
      message: `Expected an output stored by codec ${codec?.id ?? "(none)"}, got one stored by ${stored.codec ?? "(none)"}`,
    });
  const text = await readStoredText(stored, blobs);
  if (text === "") return undefined;
  const value = parseCanonicalJson(text);
  return codec === undefined ? value : codec.decode(value as Json, blobs, nouns);
}

/** The canonical JSON of an output, as its codec encoded it; empty for undefined. */
export async function readStoredText({ text, blob }: StoredOutput, blobs: Pick<StoreBlobs, "get">): Promise<string> {
  return text ?? (blob === undefined ? "" : Buffer.from(await blobs.get(blob)).toString());
}

/** The same output as others can be given it: all of it in a blob. */
export async function artifactOf({ digest, codec, text }: StoredOutput, blobs: StoreBlobs): Promise<Artifact> {
  // A blob's digest is that of its bytes, which are this text.
  if (text !== undefined) await blobs.put(Buffer.from(text));
  return { digest, codec };
}

/** An artifact as an event tells of it. */
export function storedArtifact({ digest, codec }: Artifact): StoredOutput {
  return { digest, codec, blob: digest };
}

function writeOutput(value: unknown, codec: Codec<unknown> | undefined, stage: string): string {
  if (value === undefined) return "";
  try {
    return canonicalJson(value);
  } catch (error) {
    const subject = codec === undefined ? "the output" : `what codec ${codec.id} encodes`;
    const hint =
      codec === undefined
        ? ", or the stage to have a `codec`, as a run with a store keeps the output of each stage"
        : "";
    throw Object.assign(new InvalidArgumentError(`stage ${stage}`, `${subject} to be JSON${hint}`, value), {
      cause: error,
    });
  }
}
