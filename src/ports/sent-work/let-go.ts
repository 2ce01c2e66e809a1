import { ConflictError } from "../../core/index.js";

const reasons = new WeakSet<Error>();

/** Marks the reason of a signal: the work has not been called off, but is in the hands of another process, which goes on with it. */
export function letGo<E extends Error>(reason: E): E {
  reasons.add(reason);
  return reason;
}

/** Whether another process goes on with the run, and waits for its stages, so that these must not be cancelled. */
export function isLetGo(reason: unknown, runId: string): boolean {
  return (reason instanceof Error && reasons.has(reason)) || isTakenOver(reason, runId);
}

/** Whether another process has written to the run's record since this one read it. In `parallel` it is the reason for which the other branches are stopped. */
export function isTakenOver(error: unknown, runId: string): boolean {
  return ConflictError.isInstance(error) && error.log === `runs/${runId}`;
}
