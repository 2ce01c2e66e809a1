import { checkArguments, digestOf, fingerprint, option } from "../core/house.js";
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
export function candidateVersion(served: Served): string {
  checkArguments(
    "candidate",
    { served },
    { served: option.having("a candidate, as `train` makes it", "kind", "bytes") },
  );
  const { kind, bytes, fitted, decision } = served;
  return `candidate-${fingerprint({ kind, model: digestOf(bytes), features: fitted?.digest ?? null, decision })}`;
}
