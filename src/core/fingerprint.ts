import { hash } from "node:crypto";
import { canonicalJson } from "./canonical-json.js";

/**
 * sha256 of the value's canonical JSON, as 64 hexadecimal digits: equal values have equal fingerprints.
 *
 * @throws {InvalidArgumentError} the value holds something that canonical JSON refuses.
 */
export function fingerprint(value: unknown): string {
  return hash("sha256", canonicalJson(value), "hex");
}
