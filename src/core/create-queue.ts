import PQueue from "p-queue";
import { InvalidArgumentError } from "./errors/index.js";

/** Runs tasks in the order in which they were added, so many at a time. */
export interface Queue {
  /** Resolves with what the task gives; rejects with the signal's reason as soon as it is aborted, without beginning a task that waits. */
  add<T>(task: () => T | Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Tasks that wait, without those that run. */
  readonly waiting: number;
  readonly running: number;
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>;
}

/** @throws {InvalidArgumentError} `concurrency` is not a whole number of at least 1. */
export function createQueue(options: { readonly concurrency: number }): Queue {
  checkConcurrency("queue", options.concurrency);
  // p-queue's types stay inside: they are ESM only and would trouble consumers that compile to CommonJS.
  const queue = new PQueue({ concurrency: options.concurrency });
  return {
    add: (task, signal) => queue.add(async () => task(), signal ? { signal } : {}),
    get waiting() {
      return queue.size;
    },
    get running() {
      return queue.pending;
    },
    idle: () => queue.onIdle(),
  };
}

/** @throws {InvalidArgumentError} */
export function checkConcurrency(place: string, concurrency: number): void {
  if (!Number.isSafeInteger(concurrency) || concurrency < 1)
    throw new InvalidArgumentError(place, "`concurrency` to be a whole number of at least 1", concurrency);
}
