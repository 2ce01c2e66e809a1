import { StateError } from "../../core/index.js";
import { findModel } from "../live-models.js";
import type { ModelName } from "../model.js";

/** How a model name stands in what is stored: decoders are functions, so the live name is found again by its fingerprint. */
export interface StoredModelName {
  readonly name: string;
  readonly fingerprint: string;
}

export function storedModelName<Row, Label extends string, Target>({
  name,
  fingerprint,
}: ModelName<Row, Label, Target>): StoredModelName {
  return { name, fingerprint };
}

/** @throws {StateError} this process has not made that name by `model`. */
export function liveModel<Row, Label extends string, Target>({
  name,
  fingerprint,
}: StoredModelName): ModelName<Row, Label, Target> {
  const found = findModel<Row, Label, Target>(fingerprint);
  if (found !== undefined) return found;
  throw new StateError({
    place: `model ${name}`,
    message: `Expected this process to have made model ${name} (${fingerprint}) by \`model\` before resuming, it has not, or differently`,
  });
}
