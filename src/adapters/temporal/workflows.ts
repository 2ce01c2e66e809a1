// The code that Temporal replays: a worker bundles this file by itself (`workflows-path.ts`), so it imports nothing of the library but types.
import { proxyActivities } from "@temporalio/workflow";
import type { SentWork } from "./sent-work.js";

type Activity = (work: unknown) => Promise<unknown>;

/** One stage of a run. */
export const goldenPipelineTask = (sent: SentWork): Promise<unknown> =>
  activityOf(sent, "goldenPipelineTask", "TRY_CANCEL");

/** A whole run, whose stages are workflows of their own: who drives it is to hear that it was cancelled, and cancels them, before all ends. */
export const goldenPipelineRun = (sent: SentWork): Promise<unknown> =>
  activityOf(sent, "goldenPipelineRun", "WAIT_CANCELLATION_COMPLETED");

/**
 * What is done here is one activity: what a runner does after a crash is less than it did before, while Temporal holds a workflow to the same steps in the
 * same order. It is begun again when its worker gives no sign of life; what a stage throws is final (`carried-failure.ts`), as `retry` is what tries again.
 */
function activityOf(
  { work, taskQueue, heartbeatMilliseconds }: SentWork,
  name: string,
  cancellationType: "TRY_CANCEL" | "WAIT_CANCELLATION_COMPLETED",
): Promise<unknown> {
  const activities = proxyActivities<{ [name: string]: Activity }>({
    taskQueue,
    cancellationType,
    heartbeatTimeout: heartbeatMilliseconds,
    startToCloseTimeout: "3650 days", // Temporal wants one; `timeout` around a stage is what ends it.
    retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "10 seconds", maximumAttempts: 100 },
  });
  const activity = activities[name];
  if (activity === undefined) throw new Error(`no activity ${name}`);
  return activity(work);
}
