import pLimit from "p-limit";
import { checkOptions } from "./options/check-options.js";
import * as option from "./options/option-rule.js";

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
  checkOptions("queue", options, { concurrency: option.required(option.count) });
  const limit = pLimit(options.concurrency);
  const unfinished = new Set<Promise<unknown>>();
  let withdrawn = 0;
  return {
    add: <T>(task: () => T | Promise<T>, signal?: AbortSignal) =>
      new Promise<T>((resolve, reject) => {
        signal?.throwIfAborted();
        let begun = false;
        const abort = (): void => {
          if (!begun) withdrawn += 1;
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", abort, { once: true });
        const turn = limit(async () => {
          begun = true;
          if (signal?.aborted) withdrawn -= 1;
          else resolve(await task());
        })
          .catch(reject)
          .finally(() => {
            signal?.removeEventListener("abort", abort);
            unfinished.delete(turn);
          });
        unfinished.add(turn);
      }),
    get waiting() {
      return Math.max(0, limit.pendingCount - withdrawn);
    },
    get running() {
      return limit.activeCount;
    },
    async idle() {
      while (unfinished.size > 0) await Promise.all(unfinished);
    },
  };
}
