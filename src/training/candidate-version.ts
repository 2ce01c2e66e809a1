import { digestOf, fingerprint } from "../core/house.js";
import type { Decision } from "../model/index.js";

/** sha256 over everything that serves: model kind and bytes, fitted features, decision. */
export function candidateVersion(parts: {
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly features: string;
  readonly decision: Decision;
}): string {
  const { kind, bytes, features, decision } = parts;
  return `candidate-${fingerprint({ kind, model: digestOf(bytes), features, decision })}`;
}
