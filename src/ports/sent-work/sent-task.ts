import { digestOf, isDigest } from "../../core/house.js";
import type { Artifact, StageTask } from "../../core/index.js";
import { InvalidArgumentError } from "../../core/index.js";

/** A task as it is given to a worker: plain JSON without what else the object may carry. */
export interface SentTask {
  readonly task: StageTask;
  /** `<runId>/<path>/<beginning of the task's digest>`: the same for a task that is given again, also by another process. */
  readonly id: string;
}

export function sentTask({ runId, seed, path, stage, fingerprint, input }: StageTask): SentTask {
  const task: StageTask = { runId, seed, path, stage, fingerprint, input: { ...input } };
  const digest = digestOf(JSON.stringify(task)).slice("sha256:".length, "sha256:".length + 12);
  return { task, id: `${runId}/${path}/${digest}` };
}

/**
 * What an engine says that came of a task.
 * @param place Of the executor, for messages.
 * @throws {InvalidArgumentError} it is no artifact.
 */
export function arrivedArtifact(place: string, { id }: SentTask, answer: unknown): Artifact {
  const { digest, codec } = (answer ?? {}) as Partial<Artifact>;
  if (!isDigest(digest)) throw new InvalidArgumentError(place, `an artifact of workflow ${id}`, answer);
  return { digest, codec: codec ?? null };
}
