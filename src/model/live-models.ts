import type { ModelName } from "./model.js";

// Names by fingerprint, so that a resumed run finds the decoders of models again. Equal fingerprints mean the same name; nothing is ever changed.
const names = new Map<string, ModelName<unknown, string, unknown>>();

export function rememberModel(name: ModelName<never, never, never> | ModelName<unknown, string, unknown>): void {
  names.set(name.fingerprint, name as ModelName<unknown, string, unknown>);
}

/** The name made by `model` in this process with this fingerprint. */
export function findModel<Row, Label extends string, Target>(
  fingerprint: string,
): ModelName<Row, Label, Target> | undefined {
  return names.get(fingerprint) as ModelName<Row, Label, Target> | undefined;
}
