import type { StoreBlobs } from "../../core/house.js";
import type { Digest } from "../../core/index.js";

/** The bytes of a typed array, not copied: little-endian on every machine that Node runs on. */
export function bytesOf(array: Float64Array | Int32Array | Uint32Array | Uint8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** A copy that starts at byte 0, as typed arrays of wider elements need. */
export async function bufferOf(digest: Digest, blobs: StoreBlobs): Promise<ArrayBuffer> {
  return new Uint8Array(await blobs.get(digest)).slice().buffer;
}
