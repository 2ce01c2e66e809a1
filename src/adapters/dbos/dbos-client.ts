/** What is asked of a workflow in DBOS's tables. */
export interface DbosWorkflow {
  readonly workflowID: string;
  /** Of DBOS: `ENQUEUED`, `PENDING`, `SUCCESS`, `ERROR`, `CANCELLED`, … */
  readonly status: string;
  /** The process that has it, or had it last. */
  readonly executorId?: string;
  readonly queueName?: string;
}

export interface DbosEnqueueOptions {
  queueName: string;
  workflowName: string;
  workflowID: string;
}

/** Of a workflow that is in DBOS's tables, wherever it runs. */
export interface DbosHandle {
  getResult(options?: { readonly pollingIntervalMs?: number }): Promise<unknown>;
}

/** What is needed of a process that gives work to others and does none: a `DBOSClient` of `@dbos-inc/dbos-sdk`. */
export interface DbosClient {
  enqueue(options: DbosEnqueueOptions, ...words: unknown[]): Promise<DbosHandle>;
  getWorkflow(workflowId: string): Promise<DbosWorkflow | undefined>;
  cancelWorkflow(workflowId: string): Promise<void>;
}

/** What is needed of a process that works: the class `DBOS` of `@dbos-inc/dbos-sdk`. */
export interface DbosProcess {
  readonly executorID: string;
  /** Of the workflow that is at work where this is read. */
  readonly workflowID: string | undefined;
  isInitialized(): boolean;
  registerWorkflow<Words extends unknown[], Out>(
    work: (...words: Words) => Promise<Out>,
    options: { name: string },
  ): unknown;
  registerQueue(name: string, options: { workerConcurrency?: number; minPollingIntervalMs?: number }): Promise<unknown>;
  enqueueWorkflowWithOptions(options: DbosEnqueueOptions, ...words: unknown[]): Promise<DbosHandle>;
  getWorkflowStatus(workflowId: string): Promise<DbosWorkflow | null>;
  cancelWorkflow(workflowId: string): Promise<void>;
}

/** What both can tell of DBOS's tables, and change in them. */
export interface DbosTables {
  listWorkflows(filter: {
    workflowName?: string[];
    executorId?: string;
    status?: "PENDING";
    loadInput?: boolean;
    loadOutput?: boolean;
  }): Promise<readonly DbosWorkflow[]>;
  resumeWorkflows(workflowIds: string[], options: { queueName: string }): Promise<unknown>;
}
