import type { Server } from "@grpc/grpc-js";
import proto from "@temporalio/proto";
import type { Activity, Execution } from "./execution.js";
import { addMethod, notFound } from "./service.js";
import { queueIn, type TaskQueue } from "./task-queue.js";
import { duration, long, millisecondsOf, now } from "./wire.js";

const api = proto.temporal.api.workflowservice.v1;

/** What the methods that workers call share with the others. */
export interface Bureau {
  readonly executions: readonly Execution[];
  readonly workflowTasks: Map<string, TaskQueue<Execution>>;
  readonly activityTasks: Map<string, TaskQueue<Activity>>;
  /** By their tokens. */
  readonly atWork: Map<string, Activity>;
  checkNamespace(namespace: string | null | undefined): void;
}

export const tokenOf = ({ execution, scheduled, attempt }: Activity): string =>
  `${execution.runId} ${scheduled} ${attempt}`;
const textOf = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString();

/** Adds what workers call: they poll for tasks, and tell what came of them. */
export function addWorkerMethods(
  server: Server,
  { executions, workflowTasks, activityTasks, atWork, checkNamespace }: Bureau,
): void {
  function activityOf(token: Uint8Array | null | undefined): Activity {
    const found = atWork.get(textOf(token));
    if (found === undefined || tokenOf(found) !== textOf(token) || !found.execution.activities.has(found.scheduled))
      throw notFound("activity not found or already completed");
    return found;
  }
  function watch(activity: Activity): void {
    clearTimeout(activity.timer);
    const milliseconds = millisecondsOf(activity.asked.heartbeatTimeout);
    if (milliseconds > 0)
      activity.timer = setTimeout(() => activity.execution.activityTimedOut(activity), milliseconds);
    activity.timer?.unref();
  }
  addMethod(
    server,
    "PollWorkflowTaskQueue",
    api.PollWorkflowTaskQueueRequest,
    api.PollWorkflowTaskQueueResponse,
    async (request, signal) => {
      checkNamespace(request.namespace);
      const name = request.taskQueue?.name;
      const execution = await queueIn(workflowTasks, name).take(within(signal));
      if (execution === undefined || !execution.isOpen) return api.PollWorkflowTaskQueueResponse.create({});
      const { workflowId, workflowType } = execution;
      const { previous, started } = execution.beginTask();
      const from = name === execution.sticky ? previous : 0;
      return api.PollWorkflowTaskQueueResponse.create({
        taskToken: Buffer.from(execution.runId),
        ...{ workflowExecution: { workflowId, runId: execution.runId }, workflowType, attempt: 1 },
        workflowExecutionTaskQueue: execution.taskQueue,
        ...{ previousStartedEventId: long(previous), startedEventId: long(started) },
        ...{ history: { events: execution.events.slice(from) }, scheduledTime: now(), startedTime: now() },
      });
    },
  );
  addMethod(
    server,
    "RespondWorkflowTaskCompleted",
    api.RespondWorkflowTaskCompletedRequest,
    api.RespondWorkflowTaskCompletedResponse,
    (request) => {
      const execution = executions.find(({ runId }) => runId === textOf(request.taskToken));
      if (!execution?.isOpen) throw notFound("workflow execution already completed");
      execution.sticky = request.stickyAttributes?.workerTaskQueue?.name || undefined;
      execution.endTask(request.commands ?? []);
      return api.RespondWorkflowTaskCompletedResponse.create({});
    },
  );
  addMethod(
    server,
    "PollActivityTaskQueue",
    api.PollActivityTaskQueueRequest,
    api.PollActivityTaskQueueResponse,
    async (request, signal) => {
      checkNamespace(request.namespace);
      const activity = await queueIn(activityTasks, request.taskQueue?.name).take(within(signal));
      if (!activity?.execution.activities.has(activity.scheduled)) return api.PollActivityTaskQueueResponse.create({});
      const { execution, asked, attempt } = activity;
      const { activityId, activityType, input, heartbeatTimeout, startToCloseTimeout, retryPolicy } = asked;
      const { workflowId, workflowType } = execution;
      atWork.set(tokenOf(activity), activity);
      watch(activity);
      return api.PollActivityTaskQueueResponse.create({
        taskToken: Buffer.from(tokenOf(activity)),
        ...{ workflowNamespace: "default", workflowType, workflowExecution: { workflowId, runId: execution.runId } },
        ...{ activityId, activityType, input, heartbeatTimeout, startToCloseTimeout, retryPolicy, attempt },
        ...{
          scheduledTime: now(),
          currentAttemptScheduledTime: now(),
          startedTime: now(),
          scheduleToCloseTimeout: duration(0),
        },
      });
    },
  );
  addMethod(
    server,
    "RecordActivityTaskHeartbeat",
    api.RecordActivityTaskHeartbeatRequest,
    api.RecordActivityTaskHeartbeatResponse,
    ({ taskToken }) => {
      const activity = activityOf(taskToken);
      watch(activity);
      return api.RecordActivityTaskHeartbeatResponse.create({ cancelRequested: activity.cancelRequested ?? false });
    },
  );
  addMethod(
    server,
    "RespondActivityTaskCompleted",
    api.RespondActivityTaskCompletedRequest,
    api.RespondActivityTaskCompletedResponse,
    ({ taskToken, result }) => {
      const activity = activityOf(taskToken);
      activity.execution.activityCompleted(activity, result ?? null);
      return api.RespondActivityTaskCompletedResponse.create({});
    },
  );
  addMethod(
    server,
    "RespondActivityTaskFailed",
    api.RespondActivityTaskFailedRequest,
    api.RespondActivityTaskFailedResponse,
    ({ taskToken, failure }) => {
      const activity = activityOf(taskToken);
      activity.execution.activityFailed(activity, failure ?? {});
      return api.RespondActivityTaskFailedResponse.create({});
    },
  );
  addMethod(
    server,
    "RespondActivityTaskCanceled",
    api.RespondActivityTaskCanceledRequest,
    api.RespondActivityTaskCanceledResponse,
    ({ taskToken }) => {
      const activity = activityOf(taskToken);
      activity.execution.activityCanceled(activity);
      return api.RespondActivityTaskCanceledResponse.create({});
    },
  );
}

const endless = 20_000; // how long a call that waits is held

export const within = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(endless)]);
