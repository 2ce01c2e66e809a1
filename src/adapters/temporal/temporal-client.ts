/** What is told of a workflow in Temporal. */
export interface TemporalWorkflow {
  readonly status: { readonly name: string };
  readonly taskQueue: string;
}

export interface TemporalStartOptions {
  workflowId: string;
  taskQueue: string;
  args: unknown[];
  workflowIdReusePolicy: "ALLOW_DUPLICATE_FAILED_ONLY";
  workflowIdConflictPolicy: "USE_EXISTING";
}

/** Of a workflow that Temporal has, wherever it runs. */
export interface TemporalHandle {
  result(): Promise<unknown>;
  describe(): Promise<TemporalWorkflow>;
  cancel(): Promise<unknown>;
}

/** What is needed of a process that gives work to others: a `Client` of `@temporalio/client`. */
export interface TemporalClient {
  readonly workflow: {
    start(workflowType: string, options: TemporalStartOptions): Promise<TemporalHandle>;
    getHandle(workflowId: string): TemporalHandle;
  };
  /** Gives the calls made inside until then. */
  withDeadline<T>(deadline: number, calls: () => Promise<T>): Promise<T>;
  /** Gives the calls made inside up when it is aborted. */
  withAbortSignal<T>(signal: AbortSignal, calls: () => Promise<T>): Promise<T>;
}
