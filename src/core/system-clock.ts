import type { Clock } from "./clock.js";
import { InvalidArgumentError } from "./errors/index.js";

// setTimeout fires at once for longer delays than this.
const longestTimer = 2 ** 31 - 1;

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    checkMilliseconds(milliseconds);
    for (let left = milliseconds; left > longestTimer; left -= longestTimer) await wait(longestTimer, signal);
    await wait(milliseconds % longestTimer || Math.min(milliseconds, longestTimer), signal);
  },
};

/** @throws {InvalidArgumentError} it is not a finite number of at least 0. */
export function checkMilliseconds(milliseconds: number): void {
  if (!Number.isFinite(milliseconds) || milliseconds < 0)
    throw new InvalidArgumentError("clock", "`milliseconds` to be a finite number of at least 0", milliseconds);
}

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    function stop(): void {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    signal?.addEventListener("abort", stop, { once: true });
  });
}
