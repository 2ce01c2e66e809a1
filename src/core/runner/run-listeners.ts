import type { Logger } from "../context.js";
import { createEmitter, type Emitter } from "../create-emitter.js";
import type { RunnerEvent } from "./partition-event.js";

/** Who wants to be told of runs. */
export type RunListeners = Emitter<RunnerEvent>;

/** A listener that throws or rejects is reported to the log and cannot fail a run. */
export function createRunListeners(log: Logger): RunListeners {
  return createEmitter((error, { type }) =>
    log.warn({ error, event: type }, `A listener for ${type} threw: the run goes on`),
  );
}
