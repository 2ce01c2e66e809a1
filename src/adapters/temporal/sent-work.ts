import type { StageTask } from "../../core/index.js";
import type { SentRun } from "../../ports/house.js";

/** What a workflow is given: plain JSON, its values references into the store. */
export interface SentWork {
  readonly work: StageTask | SentRun;
  /** Of whoever is to do it. */
  readonly taskQueue: string;
  /** After so long without a sign of life its worker is taken for dead. */
  readonly heartbeatMilliseconds: number;
}
