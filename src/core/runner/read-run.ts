import { InvalidArgumentError, MissingError } from "../errors/index.js";
import { checkArguments } from "../options/check-arguments.js";
import * as option from "../options/option-rule.js";
import { isLogName } from "../reference.js";
import type { Store } from "../store.js";
import { foldRun } from "./fold-run.js";
import { asRecorded, type RecordedEvent } from "./run-events.js";
import type { RunRecord } from "./run-record.js";

/** The log that a run is recorded in. @throws {InvalidArgumentError} the run id cannot stand in a log's name. */
export function runLog(runId: string): string {
  const log = `runs/${runId}`;
  if (isLogName(log)) return log;
  throw new InvalidArgumentError(
    "runner",
    "`runId` to be lower-case letters and digits joined by single `-`, `.` or `/`, at most 195 in all",
    runId,
  );
}

/** The record of a run, also of one that is under way or was broken off. @throws {MissingError} the store has no such run. */
export async function readRun(store: Store, runId: string): Promise<RunRecord> {
  checkArguments("run", { store }, { store: option.store });
  const log = runLog(runId);
  const events: RecordedEvent[] = [];
  for await (const event of store.read(log)) events.push(asRecorded(event));
  const record = foldRun(runId, events);
  if (record === undefined) throw new MissingError("runner", `run ${runId}`);
  return record;
}
