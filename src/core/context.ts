import type { Clock } from "./clock.js";
import type { Json } from "./json.js";
import type { Random } from "./random.js";
import type { Store } from "./store.js";
import type { StageTracker } from "./tracking/stage-tracker.js";

/** Structured logging; pino and console fit by shape. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What a run tells while it goes. Events come in pairs `stage-start` and `stage-end` or `stage-error`. */
export type RunEvent =
  | { readonly type: "run-start" | "run-end"; readonly runId: string; readonly stage: string }
  | { readonly type: "stage-start"; readonly runId: string; readonly stage: string; readonly attempt: number }
  | {
      readonly type: "stage-end";
      readonly runId: string;
      readonly stage: string;
      readonly milliseconds: number;
      readonly resumed: boolean;
    }
  | { readonly type: "stage-error"; readonly runId: string; readonly stage: string; readonly error: unknown }
  | {
      readonly type: "stage-retry";
      readonly runId: string;
      readonly stage: string;
      readonly attempt: number;
      readonly delayMilliseconds: number;
      readonly error: unknown;
    }
  | {
      readonly type: "progress";
      readonly runId: string;
      readonly stage: string;
      readonly done: number;
      readonly total?: number;
    }
  | {
      readonly type: "custom";
      readonly runId: string;
      readonly stage: string;
      readonly name: string;
      readonly data: Json;
    };

/** What every stage may use. A runner adds its services; a direct call fills in what is left out. */
export interface Context {
  readonly runId: string;
  /** Checked before each stage; pass it on to whatever can be aborted. */
  readonly signal: AbortSignal;
  /** This stage's own stream, derived from the run's seed, the stage's id and its ordinal among stages of equal id. */
  readonly random: Random;
  readonly clock: Clock;
  /** Tells listeners of the run something of the stage's own. A listener that throws cannot fail the run. */
  readonly emit: (name: string, data: Json) => void;
  readonly log: Logger;
  readonly progress: (done: number, total?: number) => void;
  readonly store: Store;
  /** Takes params, metrics over steps, tags and artifacts of the work; says nothing to nobody where the run is not tracked. */
  readonly tracker: StageTracker;
  /** 1 for the first attempt; `retry` counts up. */
  readonly attempt: number;
}
