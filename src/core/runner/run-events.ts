import type { NewEvent } from "../store.js";
import type { StoredOutput } from "../stored-output.js";
import type { BatchRecord, RunError, StageDescription, Surroundings } from "./run-record.js";

/** What stands for the output of a stage that passes its input on. */
export interface PassedInput {
  readonly passed: true;
}

/** The events of a log `runs/<runId>`, by type. */
export interface RunEventData {
  readonly "run-started": {
    readonly stage: StageDescription;
    readonly seed: number;
    readonly input?: string;
    readonly batch?: BatchRecord;
    readonly surroundings?: Surroundings;
  };
  readonly "run-resumed": { readonly surroundings?: Surroundings };
  readonly "stage-started": {
    readonly stage: string;
    readonly id: string;
    readonly fingerprint: string;
    readonly input?: string;
  };
  readonly "stage-ended": {
    readonly stage: string;
    readonly attempt: number;
    readonly output?: StoredOutput | PassedInput;
  };
  readonly "stage-failed": { readonly stage: string; readonly attempt: number; readonly error: RunError };
  readonly "run-ended": {
    readonly status: "succeeded" | "failed" | "aborted";
    readonly output?: StoredOutput | PassedInput;
    readonly error?: RunError;
  };
}

export type RunEventType = keyof RunEventData;

export type RecordedEvent = {
  readonly [T in RunEventType]: { readonly type: T; readonly time: number; readonly data: RunEventData[T] };
}[RunEventType];

/** An event of a run's log, known by the log that it stands in. */
export function asRecorded(event: NewEvent): RecordedEvent {
  return { type: event.type, time: event.time, data: event.data } as RecordedEvent;
}
