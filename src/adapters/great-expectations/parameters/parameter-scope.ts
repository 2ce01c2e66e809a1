import type { Keywords } from "../expectation.js";

export interface ParameterScope {
  /** The values of a suite's parameters by name. */
  readonly parameters: Keywords;
  readonly now: Date;
}
