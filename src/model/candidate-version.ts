import { digestOf, fingerprint } from "../core/house.js";
import type { FittedFeatures } from "./features/features.js";
import type { Decision } from "./model.js";

/** Everything that serves. */
export interface Served {
  /** Which decoder reads the bytes, e.g. `gradient-boosting@1`. */
  readonly kind: string;
  readonly bytes: Uint8Array;
  /** What the features learned; absent for a model that reads rows. */
  readonly fitted?: FittedFeatures;
  readonly decision: Decision;
}

/** Names what serves by the sha256 over all of it: `candidate-` and 64 hexadecimal digits. */
export function candidateVersion({ kind, bytes, fitted, decision }: Served): string {
  return `candidate-${fingerprint({ kind, model: digestOf(bytes), features: fitted?.digest ?? null, decision })}`;
}
