/** Workflows and activities are registered and asked for by these: part of what stands in Temporal's histories. `workflows.ts` exports functions of the same names. */
export const taskWorkflow = "goldenPipelineTask";
export const runWorkflow = "goldenPipelineRun";

export const defaultQueue = "golden-pipeline";

/** Runs are driven from a queue of their own: one that waits for its tasks must not take the place that they need. */
export const runQueue = (queue: string): string => `${queue}.runs`;

export const defaultHeartbeatMilliseconds = 60_000;
