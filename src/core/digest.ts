import { hash } from "node:crypto";
import type { Digest } from "./store.js";

/** The content address of bytes: `sha256:` and 64 hexadecimal digits. Text is hashed as UTF-8. */
export function digestOf(bytes: Uint8Array | string): Digest {
  return `sha256:${hash("sha256", bytes, "hex")}`;
}
