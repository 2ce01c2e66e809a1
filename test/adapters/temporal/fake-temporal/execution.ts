import type { temporal } from "@temporalio/proto";
import proto from "@temporalio/proto";
import { duration, type Long, long, now } from "./wire.js";

type Attributes = temporal.api.history.v1.IHistoryEvent;
type Failure = temporal.api.failure.v1.IFailure;
type Started = temporal.api.workflowservice.v1.IStartWorkflowExecutionRequest;
type Command = temporal.api.command.v1.ICommand;
type Schedule = temporal.api.command.v1.IScheduleActivityTaskCommandAttributes;

const { EventType, WorkflowExecutionStatus, TimeoutType, RetryState, CommandType } = proto.temporal.api.enums.v1;

export interface Activity {
  readonly execution: Execution;
  readonly scheduled: number;
  readonly asked: ReturnType<typeof askedIn>;
  attempt: number;
  cancelRequested?: boolean;
  timer?: NodeJS.Timeout | undefined;
}

function askedIn(command: Schedule) {
  const { activityId = null, activityType = null, taskQueue = null, input = null } = command;
  const { heartbeatTimeout = null, startToCloseTimeout = null, retryPolicy = null } = command;
  return { activityId, activityType, taskQueue, input, heartbeatTimeout, startToCloseTimeout, retryPolicy };
}

/** Where an execution puts what is to be done. */
export interface Board {
  workflowTask(execution: Execution): void;
  activityTask(activity: Activity): void;
}

/** One execution of a workflow: its history, and what Temporal makes of what workers say, as far as workflows of one activity need it. */
export class Execution {
  readonly runId = crypto.randomUUID();
  readonly events: temporal.api.history.v1.IHistoryEvent[] = [];
  readonly activities = new Map<number, Activity>();
  status = WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  /** Of the last workflow task that was begun, and before. */
  previousStarted = 0;
  sticky: string | undefined;
  #task: "none" | "scheduled" | "started" = "none";
  #scheduled = 0;
  #buffer: (() => void)[] = [];
  #closed: (() => void)[] = [];

  constructor(
    readonly request: Started,
    readonly board: Board,
  ) {
    const { workflowType, taskQueue, workflowId } = this;
    const { input = null } = request;
    this.#add(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED, {
      workflowExecutionStartedEventAttributes: {
        ...{ workflowType, taskQueue, input, workflowId },
        ...{ originalExecutionRunId: this.runId, firstExecutionRunId: this.runId, attempt: 1 },
        workflowTaskTimeout: duration(10),
      },
    });
    this.#schedule();
  }

  get workflowId(): string {
    return this.request.workflowId ?? "";
  }
  get workflowType() {
    return this.request.workflowType ?? null;
  }
  get taskQueue() {
    return this.request.taskQueue ?? null;
  }
  get queue(): string {
    return this.taskQueue?.name ?? "";
  }
  get isOpen(): boolean {
    return this.status === WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }
  /** Resolves when it has ended. */
  closed(): Promise<void> {
    return this.isOpen ? new Promise((resolve) => this.#closed.push(resolve)) : Promise.resolve();
  }

  beginTask(): { readonly previous: number; readonly started: number } {
    this.#task = "started";
    const previous = this.previousStarted;
    const scheduledEventId = long(this.#scheduled);
    const started = this.#add(EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED, {
      workflowTaskStartedEventAttributes: { scheduledEventId },
    });
    this.previousStarted = started;
    return { previous, started };
  }

  endTask(commands: readonly Command[]): void {
    this.#add(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED, {
      workflowTaskCompletedEventAttributes: {
        scheduledEventId: long(this.#scheduled),
        startedEventId: long(this.previousStarted),
      },
    });
    this.#task = "none";
    const workflowTaskCompletedEventId = long(this.events.length);
    for (const command of commands) this.#obey(command, { workflowTaskCompletedEventId });
    for (const event of this.#buffer.splice(0)) if (this.isOpen) event();
  }

  #obey(command: Command, completed: { readonly workflowTaskCompletedEventId: Long }): void {
    const { scheduleActivityTaskCommandAttributes: schedule, requestCancelActivityTaskCommandAttributes: cancel } =
      command;
    const {
      WORKFLOW_EXECUTION_STATUS_CANCELED,
      WORKFLOW_EXECUTION_STATUS_COMPLETED,
      WORKFLOW_EXECUTION_STATUS_FAILED,
    } = WorkflowExecutionStatus;
    switch (command.commandType) {
      case CommandType.COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK: {
        if (!schedule) return;
        const asked = askedIn(schedule);
        const scheduled = this.#add(EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED, {
          activityTaskScheduledEventAttributes: { ...asked, ...completed },
        });
        const activity: Activity = { execution: this, scheduled, asked, attempt: 1 };
        this.activities.set(scheduled, activity);
        this.board.activityTask(activity);
        return;
      }
      case CommandType.COMMAND_TYPE_REQUEST_CANCEL_ACTIVITY_TASK: {
        const asked = this.activities.get(Number(cancel?.scheduledEventId));
        if (asked) asked.cancelRequested = true;
        this.#add(EventType.EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED, {
          activityTaskCancelRequestedEventAttributes: {
            scheduledEventId: cancel?.scheduledEventId ?? null,
            ...completed,
          },
        });
        return;
      }
      case CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION:
        this.#close(WORKFLOW_EXECUTION_STATUS_COMPLETED, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED, {
          workflowExecutionCompletedEventAttributes: {
            result: command.completeWorkflowExecutionCommandAttributes?.result ?? null,
            ...completed,
          },
        });
        return;
      case CommandType.COMMAND_TYPE_FAIL_WORKFLOW_EXECUTION:
        this.#close(WORKFLOW_EXECUTION_STATUS_FAILED, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED, {
          workflowExecutionFailedEventAttributes: {
            failure: command.failWorkflowExecutionCommandAttributes?.failure ?? null,
            ...completed,
          },
        });
        return;
      case CommandType.COMMAND_TYPE_CANCEL_WORKFLOW_EXECUTION:
        this.#close(WORKFLOW_EXECUTION_STATUS_CANCELED, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED, {
          workflowExecutionCanceledEventAttributes: completed,
        });
        return;
      default:
        throw new Error(`no such command here: ${command.commandType}`);
    }
  }

  cancel(): void {
    this.#happen(() =>
      this.#add(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED, {
        workflowExecutionCancelRequestedEventAttributes: {},
      }),
    );
  }

  terminate(): void {
    const { WORKFLOW_EXECUTION_STATUS_TERMINATED } = WorkflowExecutionStatus;
    this.#close(WORKFLOW_EXECUTION_STATUS_TERMINATED, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED, {
      workflowExecutionTerminatedEventAttributes: {},
    });
  }

  activityCompleted(activity: Activity, result: temporal.api.common.v1.IPayloads | null): void {
    this.#endActivity(activity, (ids) => [
      EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
      { activityTaskCompletedEventAttributes: { result, ...ids } },
    ]);
  }

  activityCanceled(activity: Activity): void {
    this.#endActivity(activity, (ids) => [
      EventType.EVENT_TYPE_ACTIVITY_TASK_CANCELED,
      { activityTaskCanceledEventAttributes: ids },
    ]);
  }

  /** It is given out again, unless the failure is final. */
  activityFailed(activity: Activity, failure: Failure): void {
    clearTimeout(activity.timer);
    const final = failure.applicationFailureInfo?.nonRetryable === true;
    if (!final && activity.attempt < (activity.asked.retryPolicy?.maximumAttempts ?? 1)) {
      activity.attempt++;
      this.board.activityTask(activity);
      return;
    }
    const retryState = final
      ? RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE
      : RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED;
    this.#endActivity(activity, (ids) =>
      failure.timeoutFailureInfo
        ? [
            EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
            { activityTaskTimedOutEventAttributes: { failure, retryState, ...ids } },
          ]
        : [
            EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED,
            { activityTaskFailedEventAttributes: { failure, retryState, ...ids } },
          ],
    );
  }

  /** Its worker gave no sign of life in time. */
  activityTimedOut(activity: Activity): void {
    this.activityFailed(activity, {
      message: "activity Heartbeat timeout",
      source: "Server",
      timeoutFailureInfo: { timeoutType: TimeoutType.TIMEOUT_TYPE_HEARTBEAT },
    });
  }

  #endActivity(
    activity: Activity,
    eventOf: (ids: { scheduledEventId: Long; startedEventId: Long }) => [number, Attributes],
  ): void {
    clearTimeout(activity.timer);
    this.activities.delete(activity.scheduled);
    this.#happen(() => {
      const scheduledEventId = long(activity.scheduled);
      const started = this.#add(EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED, {
        activityTaskStartedEventAttributes: { scheduledEventId, attempt: activity.attempt },
      });
      this.#add(...eventOf({ scheduledEventId, startedEventId: long(started) }));
    });
  }

  /** Something the workflow is to see: after the task in hand, as a history is only added to between tasks. */
  #happen(event: () => void): void {
    if (!this.isOpen) return;
    const seen = () => {
      event();
      if (this.#task === "none") this.#schedule();
    };
    if (this.#task === "started") this.#buffer.push(seen);
    else seen();
  }

  #schedule(): void {
    this.#task = "scheduled";
    this.#scheduled = this.#add(EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED, {
      workflowTaskScheduledEventAttributes: { taskQueue: this.taskQueue, attempt: 1 },
    });
    this.board.workflowTask(this);
  }

  #close(status: number, type: number, attributes: Attributes): void {
    for (const { timer } of this.activities.values()) clearTimeout(timer);
    this.activities.clear();
    this.#add(type, attributes);
    this.status = status;
    for (const tell of this.#closed.splice(0)) tell();
  }

  #add(eventType: number, attributes: Attributes): number {
    const eventId = long(this.events.length + 1);
    this.events.push({ eventId, eventType, eventTime: now(), ...attributes });
    return this.events.length;
  }
}
