import { type OptionRules, option } from "../../core/house.js";

/** A stage of `dvc.yaml`. All paths are within the repository, whose own `dvc.yaml` it is. */
export interface DvcStage {
  /** Letters, digits, `_` and `-`. */
  readonly name: string;
  /** What `dvc repro` runs to make the outputs anew. */
  readonly command: string;
  /** Files and folders that it reads. @default none */
  readonly dependencies?: readonly string[];
  /** By YAML or JSON file, the parameters that it reads, e.g. `{ "params.yaml": ["train.trees"] }`. @default none */
  readonly parameters?: { readonly [file: string]: readonly string[] };
  /** Files and folders that it writes. */
  readonly outputs: readonly string[];
  /** @default none */
  readonly description?: string;
}

export const stageRules: OptionRules<DvcStage> = {
  name: option.required(option.text),
  command: option.required(option.text),
  dependencies: option.listOf(option.text),
  parameters: option.noun,
  outputs: option.required(option.listOf(option.text)),
  description: option.text,
};

/** A stage as `dvc.lock` has it. */
export interface LockedStage {
  readonly dependencies: readonly object[];
  readonly parameters: { readonly [file: string]: { readonly [name: string]: unknown } };
  readonly outputs: readonly object[];
}

/** As DVC sorts its lists. */
export function byCodePoint(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
