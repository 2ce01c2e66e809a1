import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Artifact, Executor } from "golden-pipeline";

interface Answer {
  readonly id: number;
  readonly artifact?: Artifact;
  readonly message?: string;
}

/** Gives tasks to a worker process; when that dies, another one gets what was not answered. */
export function workerExecutor(
  words: readonly string[],
): Executor & { readonly workers: readonly ChildProcess[]; close(): void } {
  const workers: ChildProcess[] = [];
  const waiting = new Map<number, { readonly send: () => void; readonly answer: (answer: Answer) => void }>();
  let last = 0;
  let closed = false;

  function start(): void {
    const worker = fork(fileURLToPath(new URL("worker.ts", import.meta.url)), [...words], {
      execArgv: ["--import", "tsx"],
    });
    workers.push(worker);
    worker.on("message", (answer: Answer) => {
      waiting.get(answer.id)?.answer(answer);
      waiting.delete(answer.id);
    });
    worker.on("exit", () => {
      if (closed) return;
      start();
      for (const { send } of waiting.values()) send();
    });
  }
  start();

  return {
    specificationVersion: "v1",
    execute: (task, { signal }) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const id = ++last;
        const send = (): void => void workers.at(-1)?.send({ id, task });
        const answer = ({ artifact, message }: Answer): void =>
          artifact === undefined ? reject(new Error(message)) : resolve(artifact);
        waiting.set(id, { send, answer });
        send();
      }),
    workers,
    close() {
      closed = true;
      for (const worker of workers) worker.kill();
    },
  };
}
