import type { Executor, StageInfo, StageTask } from "../../core/index.js";
import { InvalidArgumentError, plan, StateError } from "../../core/index.js";

/** A pipeline that a worker knows, and what does its tasks. */
export interface KnownPipeline {
  readonly pipeline: StageInfo;
  readonly executor: Executor;
}

/**
 * Finds by the task's path and fingerprint whose task it is.
 * @param place Of the worker, for messages, e.g. `dbos worker`.
 * @throws {InvalidArgumentError} no pipeline has a stage there that may run elsewhere.
 * @throws {StateError} one has, of another fingerprint: other code than that of whoever gave the task.
 */
export function executorsByTask(place: string, known: readonly KnownPipeline[]): (task: StageTask) => Executor {
  const nodes = known.flatMap(({ pipeline, executor }) =>
    plan(pipeline)
      .nodes.filter(({ movable }) => movable)
      .map(({ path, id, version, fingerprint }) => ({ path, id, version, fingerprint, executor })),
  );
  const names = known.map(({ pipeline }) => pipeline.id).join(", ");
  return function executorOf(task) {
    const there = nodes.filter(({ path }) => path === task.path);
    const found = there.find(({ fingerprint }) => fingerprint === task.fingerprint);
    if (found !== undefined) return found.executor;
    const worker = `${place} of ${names}`;
    if (there.length === 0)
      throw new InvalidArgumentError(worker, "the path of a stage that may run elsewhere (see `plan`)", task.path);
    const got = there.map(({ id, version, fingerprint }) => `${id} ${version} with ${fingerprint}`).join(", ");
    const message = `Expected stage ${task.path} with fingerprint ${task.fingerprint}, got ${got}: this worker runs other code than who gave the task; deploy the same, then run again under the same run id`;
    throw new StateError({ place: worker, message });
  };
}
