import type { Logger } from "../../context.js";
import type { OpenedRun } from "../opened-run.js";
import type { PartitionEvent } from "../partition-event.js";
import type { BatchRecord } from "../run-record.js";
import type { Run } from "../runner.js";

/** What `each` needs of its runner, for one stage. */
export interface EachSteps<In, Out> {
  readonly seed: number | undefined;
  readonly signal: AbortSignal;
  readonly concurrency: number;
  readonly log: Logger;
  emit(event: PartitionEvent): void;
  open(runId: string): Promise<OpenedRun>;
  /** @throws {ConflictError} another process has written to the run since it was opened. */
  begin(opened: OpenedRun, input: In, batch: BatchRecord): Promise<void>;
  follow(opened: OpenedRun, input: In, signal: AbortSignal): Promise<Run<Out>>;
  /** A run that has ended; its input is only read when it is the output. */
  restore(opened: OpenedRun, input: () => Promise<In>): Promise<Run<Out> | undefined>;
}
