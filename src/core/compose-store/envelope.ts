import { DamagedError } from "../errors/index.js";
import type { Digest } from "../store.js";

/*
 * A blob that is not simply its bytes is an envelope of parts:
 *
 *   golden-pipeline/sealed@1\n
 *   {"keys":["<64 hexadecimal digits>", …],"parts":[[<place in keys, or null>,<bytes>], …]}\n
 *   the bytes of the parts, one after the other
 *
 * A part without a key is plain; one with a key is what `seal` gave, or empty when its subject had been erased before it was
 * written. Plain blobs have no envelope, save those that begin as one does: they become an envelope of one plain part.
 * The ids of keys tell nothing of subjects to whoever has not the custody of the keys.
 */

/** One piece of an envelope as it stands in it. */
export interface EnvelopePart {
  /** Undefined for a plain part. */
  readonly key: string | undefined;
  readonly bytes: Uint8Array;
}

const magic = new TextEncoder().encode("golden-pipeline/sealed@1\n");

/** True for bytes that begin as an envelope does. */
export function isEnvelope(bytes: Uint8Array): boolean {
  return bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte);
}

export function encodeEnvelope(parts: readonly EnvelopePart[]): Uint8Array {
  const keys = [...new Set(parts.flatMap(({ key }) => key ?? []))];
  const places = new Map(keys.map((key, place) => [key, place]));
  const told = parts.map(({ key, bytes }) => [key === undefined ? null : places.get(key), bytes.length]);
  const header = new TextEncoder().encode(`${JSON.stringify({ keys, parts: told })}\n`);
  return new Uint8Array(Buffer.concat([magic, header, ...parts.map(({ bytes }) => bytes)]));
}

/** @throws {DamagedError} shorter or longer than its header says, or without one. */
export function decodeEnvelope(digest: Digest, bytes: Uint8Array): readonly EnvelopePart[] {
  const damaged = (message: string): DamagedError => new DamagedError(digest, { place: "store", message });
  const end = bytes.indexOf(10, magic.length);
  const header = end < 0 ? undefined : readHeader(bytes.subarray(magic.length, end));
  if (header === undefined) throw damaged(`Expected ${digest} to tell of its parts in its second line`);
  let position = end + 1;
  const parts = header.map(({ key, length }) => {
    const part = { key, bytes: bytes.subarray(position, position + length) };
    position += length;
    return part;
  });
  if (position !== bytes.length)
    throw damaged(`Expected ${position} bytes of ${digest} as its parts add up to, got ${bytes.length}`);
  return parts;
}

function readHeader(
  bytes: Uint8Array,
): readonly { readonly key: string | undefined; readonly length: number }[] | undefined {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
  if (typeof header !== "object" || header === null || !("keys" in header) || !("parts" in header)) return undefined;
  const { keys, parts } = header;
  if (!Array.isArray(keys) || !Array.isArray(parts)) return undefined;
  const read: { readonly key: string | undefined; readonly length: number }[] = [];
  for (const part of parts as readonly unknown[]) {
    const [place, length] = Array.isArray(part) ? (part as readonly unknown[]) : [];
    const key: unknown = place === null ? undefined : keys[Number(place)];
    if (place !== null && (typeof key !== "string" || !/^[0-9a-f]{64}$/.test(key))) return undefined;
    if (typeof length !== "number" || !Number.isSafeInteger(length) || length < 0) return undefined;
    read.push({ key: key as string | undefined, length });
  }
  return read;
}
