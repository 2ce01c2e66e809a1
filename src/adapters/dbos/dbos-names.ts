/** Under which workers register with DBOS, and drivers enqueue: part of what stands in its tables. */
export const taskWorkflow = "golden-pipeline.task";
export const runWorkflow = "golden-pipeline.run";

export const defaultQueue = "golden-pipeline";

/** Runs have a queue of their own: one that waits for its tasks must not take the place that they need. */
export const runQueue = (queue: string): string => `${queue}.runs`;
