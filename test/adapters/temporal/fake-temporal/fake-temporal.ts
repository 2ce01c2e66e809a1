import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import type { temporal } from "@temporalio/proto";
import proto from "@temporalio/proto";
import { type Activity, type Board, Execution } from "./execution.js";
import { addMethod, noSuchNamespace, notFound, Refusal } from "./service.js";
import { queueIn, type TaskQueue } from "./task-queue.js";
import { long, now } from "./wire.js";
import { addWorkerMethods, tokenOf, within } from "./worker-methods.js";

const api = proto.temporal.api.workflowservice.v1;
const { WorkflowExecutionStatus, WorkflowIdReusePolicy, HistoryEventFilterType } = proto.temporal.api.enums.v1;

/** A server that speaks Temporal's protocol, as far as workflows of one activity need it, for the real client and worker; it forgets all when it is closed. */
export interface FakeTemporal {
  readonly address: string;
  /** Every execution, as `<workflow id> <status>`, in the order in which they were started. */
  list(): readonly string[];
  /** All that was ever sent to be kept, as text. */
  kept(): string;
  /** As if the workers that have them had been silent for too long. */
  loseActivities(): number;
  /** Ends an execution as an operator does. */
  terminate(workflowId: string): void;
  /** Answers every call with this status of gRPC, until it is undefined again. */
  refuseWith(code: status | undefined): void;
  /** Answers the next call so. */
  refuseOnce(code: status): void;
  close(): Promise<void>;
}

export async function startFakeTemporal(): Promise<FakeTemporal> {
  const executions: Execution[] = [];
  const workflowTasks = new Map<string, TaskQueue<Execution>>();
  const activityTasks = new Map<string, TaskQueue<Activity>>();
  const atWork = new Map<string, Activity>();
  let refused: status | undefined;
  let refusedOnce: status | undefined;

  const board: Board = {
    workflowTask(execution) {
      const own = execution.sticky === undefined ? undefined : queueIn(workflowTasks, execution.sticky);
      if (own?.isAwaited) own.add(execution);
      else queueIn(workflowTasks, execution.queue).add(execution);
    },
    activityTask: (activity) => queueIn(activityTasks, activity.asked.taskQueue?.name).add(activity),
  };

  function executionOf(asked: temporal.api.common.v1.IWorkflowExecution | null | undefined): Execution {
    const found = executions.findLast(
      ({ workflowId, runId }) => workflowId === asked?.workflowId && (!asked?.runId || runId === asked.runId),
    );
    if (found === undefined) throw notFound(`workflow not found for ID: ${asked?.workflowId}`);
    return found;
  }
  function checkNamespace(namespace: string | null | undefined): void {
    const refusal = refused ?? refusedOnce;
    refusedOnce = undefined;
    if (refusal !== undefined) throw new Refusal(refusal, "refused");
    if (namespace !== "default") throw noSuchNamespace(namespace ?? "");
  }

  const server = new Server();
  addMethod(server, "GetSystemInfo", api.GetSystemInfoRequest, api.GetSystemInfoResponse, () =>
    api.GetSystemInfoResponse.create({
      serverVersion: "1.32.0",
      capabilities: { encodedFailureAttributes: true, activityFailureIncludeHeartbeat: true },
    }),
  );
  addMethod(
    server,
    "DescribeNamespace",
    api.DescribeNamespaceRequest,
    api.DescribeNamespaceResponse,
    ({ namespace }) => {
      checkNamespace(namespace);
      return api.DescribeNamespaceResponse.create({ namespaceInfo: { name: namespace, capabilities: {} } });
    },
  );
  addMethod(
    server,
    "StartWorkflowExecution",
    api.StartWorkflowExecutionRequest,
    api.StartWorkflowExecutionResponse,
    (request) => {
      checkNamespace(request.namespace);
      const before = executions.findLast(({ workflowId }) => workflowId === request.workflowId);
      if (before?.isOpen) return api.StartWorkflowExecutionResponse.create({ runId: before.runId, started: false });
      const again = WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY;
      const done = before?.status === WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
      if (done && request.workflowIdReusePolicy === again)
        throw new Refusal(status.ALREADY_EXISTS, "Workflow execution already finished successfully.");
      const execution = new Execution(request, board);
      executions.push(execution);
      return api.StartWorkflowExecutionResponse.create({ runId: execution.runId, started: true });
    },
  );
  addMethod(
    server,
    "DescribeWorkflowExecution",
    api.DescribeWorkflowExecutionRequest,
    api.DescribeWorkflowExecutionResponse,
    (request) => {
      checkNamespace(request.namespace);
      const { workflowId, workflowType, runId, status, events, queue } = executionOf(request.execution);
      const facts = { startTime: now(), historyLength: long(events.length), taskQueue: queue };
      return api.DescribeWorkflowExecutionResponse.create({
        workflowExecutionInfo: { execution: { workflowId, runId }, type: workflowType, status, ...facts },
      });
    },
  );
  addMethod(
    server,
    "GetWorkflowExecutionHistory",
    api.GetWorkflowExecutionHistoryRequest,
    api.GetWorkflowExecutionHistoryResponse,
    async (request, signal) => {
      checkNamespace(request.namespace);
      const execution = executionOf(request.execution);
      if (request.waitNewEvent) await Promise.race([execution.closed(), held(signal)]);
      const last = HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT;
      if (request.historyEventFilterType !== last)
        return api.GetWorkflowExecutionHistoryResponse.create({ history: { events: execution.events } });
      if (execution.isOpen)
        return api.GetWorkflowExecutionHistoryResponse.create({ history: {}, nextPageToken: Buffer.from("more") });
      return api.GetWorkflowExecutionHistoryResponse.create({ history: { events: execution.events.slice(-1) } });
    },
  );
  addMethod(
    server,
    "RequestCancelWorkflowExecution",
    api.RequestCancelWorkflowExecutionRequest,
    api.RequestCancelWorkflowExecutionResponse,
    (request) => {
      checkNamespace(request.namespace);
      executionOf(request.workflowExecution).cancel();
      return api.RequestCancelWorkflowExecutionResponse.create({});
    },
  );

  addWorkerMethods(server, { executions, workflowTasks, activityTasks, atWork, checkNamespace });
  addMethod(server, "ShutdownWorker", api.ShutdownWorkerRequest, api.ShutdownWorkerResponse, () =>
    api.ShutdownWorkerResponse.create({}),
  );

  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return {
    address: `127.0.0.1:${port}`,
    list: () =>
      executions.map(({ workflowId, status }) => {
        const name = WorkflowExecutionStatus[status] ?? "";
        return `${workflowId} ${name.slice("WORKFLOW_EXECUTION_STATUS_".length)}`;
      }),
    kept: () =>
      executions
        .flatMap(({ events }) =>
          events.map((event) =>
            Buffer.from(proto.temporal.api.history.v1.HistoryEvent.encode(event).finish()).toString(),
          ),
        )
        .join("\n"),
    loseActivities() {
      const held = executions
        .flatMap(({ activities }) => [...activities.values()])
        .filter((one) => atWork.has(tokenOf(one)));
      for (const activity of held) activity.execution.activityTimedOut(activity);
      return held.length;
    },
    terminate: (workflowId) => executionOf({ workflowId }).terminate(),
    refuseWith(code) {
      refused = code;
    },
    refuseOnce(code) {
      refusedOnce = code;
    },
    async close() {
      server.forceShutdown();
      for (const { activities } of executions) for (const { timer } of activities.values()) clearTimeout(timer);
    },
  };
}

function held(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => within(signal).addEventListener("abort", () => resolve(), { once: true }));
}
