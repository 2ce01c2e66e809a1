import type { Outputs } from "./outputs.js";
import type { Targets } from "./targets.js";

/** One model's outputs of any task for requests whose outcome is known. */
export interface LabelledOutputs {
  /** Of the requests. */
  readonly ids: readonly string[];
  readonly outputs: Outputs;
  readonly targets: Targets;
  /** Rows of one cluster are not independent. */
  readonly clusters?: readonly string[];
  /** What was asked, where a layer can use it. */
  readonly inputs?: readonly string[];
  readonly dataset: string;
}
