import type { Clock } from "../clock.js";
import { ConflictError } from "../errors/index.js";
import type { Artifact, StageTask } from "../ports/executor.js";
import type { Store } from "../store.js";

/** What an event `task-ended` tells. */
interface DoneTask {
  readonly path: string;
  readonly fingerprint: string;
  readonly seed: number;
  readonly input: string;
  readonly output: { readonly digest: Artifact["digest"]; readonly codec: string | null };
}

const taskLog = ({ runId }: StageTask): string => `tasks/${runId}`;

/** What came of a task that some worker has done; undefined when none has. */
export async function findDone(store: Store, task: StageTask): Promise<Artifact | undefined> {
  const { path, fingerprint, seed, input } = task;
  for await (const { data } of store.read(taskLog(task))) {
    const done = data as { readonly [fact: string]: never } & DoneTask;
    if (done.path === path && done.fingerprint === fingerprint && done.seed === seed && done.input === input.digest)
      return done.output;
  }
  return undefined;
}

/** Writes down what came of a task; of two workers that did the same, what the first wrote stands. */
export async function tellDone(store: Store, task: StageTask, output: Artifact, clock: Clock): Promise<Artifact> {
  const { path, fingerprint, seed, input } = task;
  const data = { path, fingerprint, seed, input: input.digest, output: { ...output } };
  for (;;) {
    const { sequence } = await store.head(taskLog(task));
    const done = await findDone(store, task);
    if (done !== undefined) return done;
    try {
      await store.append(taskLog(task), [{ type: "task-ended", time: clock.now(), data }], { expect: sequence });
      return output;
    } catch (error) {
      if (!ConflictError.isInstance(error)) throw error;
    }
  }
}
