import type { Nouns } from "../../core/house.js";
import { StateError } from "../../core/index.js";
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

/** @throws {StateError} no stage around has that name, or one that was made differently. */
export function modelNameAtHand<Row, Label extends string, Target>(
  { name, fingerprint }: StoredModelName,
  nouns: Nouns | undefined,
): ModelName<Row, Label, Target> {
  const found = nouns?.find("model-name", fingerprint);
  if (found !== undefined) return found as ModelName<Row, Label, Target>;
  throw new StateError({
    place: `model ${name}`,
    message: `Expected a stage with model ${name} among those around, such as \`engineer\` or \`register\`, with the contract and target it had when this was stored, got none, or one whose model was made differently. Resume with the model as it was, or begin a new run`,
  });
}
