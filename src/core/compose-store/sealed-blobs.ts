import { digestOf } from "../digest.js";
import { DamagedError, ErasedError, InvalidArgumentError, MissingError, StateError } from "../errors/index.js";
import type { Blobs } from "../ports/blobs.js";
import { isDigest } from "../reference.js";
import type { BlobPart, Digest, StoreBlobs } from "../store.js";
import { decodeEnvelope, type EnvelopePart, encodeEnvelope, isEnvelope } from "./envelope.js";
import type { KeyCustody } from "./key-custody.js";
import { seal, unseal } from "./seal.js";

/** Blobs with seals, over plain ones. @param custody Undefined where nothing can be sealed. */
export function sealedBlobs(blobs: Blobs, custody: KeyCustody | undefined): StoreBlobs {
  async function store(bytes: Uint8Array): Promise<Digest> {
    const digest = digestOf(bytes);
    await blobs.put(digest, bytes);
    return digest;
  }

  async function load(digest: Digest): Promise<Uint8Array> {
    checkDigest(digest);
    const bytes = await blobs.get(digest);
    if (bytes === undefined) throw new MissingError("store", digest);
    if (digestOf(bytes) === digest) return bytes;
    const message = `Expected bytes that hash to ${digest}, got ${bytes.length} other bytes`;
    throw new DamagedError(digest, { place: "store", message });
  }

  async function sealParts(parts: readonly BlobPart[]): Promise<readonly EnvelopePart[]> {
    const subjects = [...new Set(parts.flatMap(({ subject }) => subject ?? []))];
    if (subjects.length > 0 && custody === undefined)
      throw new InvalidArgumentError(
        "store",
        "`keys` in composeStore({ logs, blobs, keys }) to seal for a subject",
        undefined,
      );
    const keys = (await custody?.forSealing(subjects)) ?? [];
    const bySubject = new Map(subjects.map((subject, index) => [subject, keys[index]]));
    return parts.map(({ bytes, subject }) => {
      if (subject === undefined) return { key: undefined, bytes };
      const { id, key } = bySubject.get(subject) ?? {};
      return { key: id, bytes: key === undefined ? new Uint8Array(0) : seal(bytes, key) };
    });
  }

  async function unsealParts(
    digest: Digest,
    parts: readonly EnvelopePart[],
  ): Promise<readonly (Uint8Array | undefined)[]> {
    const ids = [...new Set(parts.flatMap(({ key }) => key ?? []))];
    if (ids.length > 0 && custody === undefined)
      throw new StateError({
        place: "store",
        message: `Expected a store with keys to read ${digest}, which is sealed: give composeStore the \`keys\` it was sealed with`,
      });
    const keys = await custody?.forReading(ids);
    return parts.map(({ key: id, bytes }) => {
      if (id === undefined) return bytes.slice();
      const key = keys?.get(id);
      if (key === "erased" || bytes.length === 0) return undefined;
      return unsealPart(digest, id, bytes, key);
    });
  }

  async function getParts(digest: Digest): Promise<readonly (Uint8Array | undefined)[]> {
    const bytes = await load(digest);
    return isEnvelope(bytes) ? unsealParts(digest, decodeEnvelope(digest, bytes)) : [bytes];
  }

  return {
    async put(bytes, { subject } = {}) {
      // Bytes that look like an envelope are put into one, or they would be opened when they are read.
      if (subject === undefined && !isEnvelope(bytes)) return store(bytes);
      const parts = await sealParts([{ bytes, ...(subject !== undefined && { subject }) }]);
      if (parts.some((part) => part.key !== undefined && part.bytes.length === 0))
        throw new ErasedError("a new blob", subject);
      return store(encodeEnvelope(parts));
    },
    async get(digest) {
      const parts = await getParts(digest);
      const kept = parts.flatMap((part) => part ?? []);
      if (kept.length < parts.length) throw new ErasedError(digest);
      const [only] = kept;
      return only !== undefined && kept.length === 1 ? only : new Uint8Array(Buffer.concat(kept));
    },
    async has(digest) {
      checkDigest(digest);
      return blobs.has(digest);
    },
    async putParts(parts) {
      return store(encodeEnvelope(await sealParts(parts)));
    },
    getParts,
  };
}

/** @throws {DamagedError} no key, or one that does not open it. */
export function unsealPart(digest: Digest, id: string, sealed: Uint8Array, key: Uint8Array | undefined): Uint8Array {
  const damaged = (message: string, cause?: unknown): DamagedError =>
    new DamagedError(digest, { place: "store", message, ...(cause !== undefined && { cause }) });
  if (key === undefined)
    throw damaged(`Expected key ${id} for ${digest}, it is gone though its subject was not erased`);
  try {
    return unseal(sealed, key);
  } catch (cause) {
    throw damaged(`Expected key ${id} to open ${digest}, it does not`, cause);
  }
}

function checkDigest(digest: Digest): void {
  if (!isDigest(digest)) throw new InvalidArgumentError("store", "a digest `sha256:<64 hex>`", digest);
}
