import { canonicalJson } from "./canonical-json.js";
import { digestOf } from "./digest.js";

/**
 * What identifies an input: the digest of its canonical JSON, or, for a noun (an object that JSON cannot carry), the
 * `digest` or `version` that it has; undefined when it has neither.
 */
export function inputDigest(input: unknown): string | undefined {
  try {
    return digestOf(canonicalJson(input));
  } catch {
    return nounDigest(input);
  }
}

function nounDigest(input: unknown): string | undefined {
  if (typeof input !== "object" || input === null) return undefined;
  const { digest, version } = input as { readonly digest?: unknown; readonly version?: unknown };
  if (typeof digest === "string") return digest;
  return typeof version === "string" ? version : undefined;
}
