import { AsyncLocalStorage } from "node:async_hooks";
import type { ApplicationFailure, Context } from "@temporalio/activity";
import { StateError } from "../../core/index.js";
import { isTakenOver, letGo } from "../../ports/house.js";
import { ServiceError } from "../../ports/index.js";
import { carriedFailure } from "./carried-failure.js";

/** What is needed of `@temporalio/activity`, which is loaded late. */
export interface ActivityLibrary {
  readonly Context: { current(): Context };
  readonly ApplicationFailure: typeof ApplicationFailure;
}

export interface WorkAtHand {
  /** Aborted when the work is no longer this process's. */
  readonly signal: AbortSignal;
  /** Without a sign of life for so long, another has it. */
  readonly heartbeatMilliseconds: number;
}

/**
 * Where the work of a workflow is done: it gives signs of life, knows when it is no longer this process's, and is out of sight of Temporal,
 * which would end the calls of an activity that is cancelled, those that cancel its stages as well.
 */
export function createWorkplace(
  { Context, ApplicationFailure }: ActivityLibrary,
  milliseconds: number,
): <T>(work: (hand: WorkAtHand) => Promise<T>) => Promise<T> {
  const outside = AsyncLocalStorage.snapshot();
  return async function atWork(work) {
    const context = Context.current();
    const lost = new AbortController();
    const lose = () => {
      const reason = new StateError({ place: "temporal worker", message: messageOf(context) });
      lost.abort(context.cancellationDetails?.cancelRequested ? reason : letGo(reason));
    };
    context.cancellationSignal.addEventListener("abort", lose, { once: true });
    if (context.cancellationSignal.aborted) lose();
    return outside(async () => {
      const signs = setInterval(() => context.heartbeat(), milliseconds);
      try {
        return await work({ signal: lost.signal, heartbeatMilliseconds: context.info.heartbeatTimeoutMs ?? 60_000 });
      } catch (error) {
        // It is Temporal's business what becomes of it: cancelled work ends, that of a worker that stops goes to another.
        if (lost.signal.aborted) return await context.cancelled;
        const nonRetryable = !isPassing(error, context.info.workflowExecution?.workflowId);
        const { stack, ...failure } = carriedFailure(error);
        throw Object.assign(ApplicationFailure.create({ ...failure, nonRetryable }), { stack });
      } finally {
        clearInterval(signs);
        context.cancellationSignal.removeEventListener("abort", lose);
      }
    });
  };
}

/** Who drives a run has lost Temporal for a while, or met who drove it before and was taken for dead, at the last line of its record: the run goes on. */
function isPassing(error: unknown, runId: string | undefined): boolean {
  if (runId !== undefined && isTakenOver(error, runId)) return true;
  return ServiceError.isInstance(error) && error.place === "temporal" && error.retryable;
}

function messageOf({ info, cancellationDetails }: Context): string {
  const { cancelRequested, timedOut, workerShutdown, paused, reset } = cancellationDetails ?? {};
  let got = "one that was cancelled, has ended, or is in the hands of another";
  if (cancelRequested) got = "one that was cancelled";
  else if (timedOut) got = "one that gave no sign of life in time";
  else if (workerShutdown) got = "a worker that stops";
  else if (paused || reset) got = "one that was put back into the queue";
  return `Expected workflow ${info.workflowExecution?.workflowId} to be in the hands of this worker, got ${got}`;
}
