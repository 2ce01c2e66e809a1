import type { Digest } from "../store.js";

/**
 * Bytes by name: what a store's blobs rest on. `composeStore` seals, names and checks; an adapter only keeps bytes. The name is
 * the sha256 of the bytes, so a name never stands for two contents, and putting twice may write once or twice.
 */
export interface Blobs {
  readonly specificationVersion: "v1";
  /** Keeps the bytes under this name, durably once it resolves. What the caller does to the bytes afterwards must not reach them. */
  put(digest: Digest, bytes: Uint8Array): Promise<void>;
  /** The bytes of that name, in memory of the caller's own; undefined when there are none. Whether they are whole is checked by the caller. */
  get(digest: Digest): Promise<Uint8Array | undefined>;
  /** Whether there are bytes of that name, without reading them. */
  has(digest: Digest): Promise<boolean>;
}
