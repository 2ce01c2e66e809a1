import type { StageInfo } from "../stage.js";

/** Work of a run that is about to be done here: the run itself, a stage in it, or one attempt of a stage that may be tried again. */
export interface InterceptedWork {
  readonly kind: "run" | "stage" | "attempt";
  readonly runId: string;
  readonly stage: Pick<StageInfo, "id" | "version" | "fingerprint">;
  /** The stage's place in the run, as its events tell it; of a run its stage's id. */
  readonly path: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/**
 * Is called around the work of a run, so that what it sets up (a span, an async context) is there for all that the work does. It calls `proceed`
 * once, at once, and gives back what that gives, a promise too; what it throws fails the work.
 */
export type Interceptor = <Output>(work: InterceptedWork, proceed: () => Output) => Output;
