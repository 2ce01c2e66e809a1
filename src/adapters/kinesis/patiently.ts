import { orAborted, systemClock } from "../../core/house.js";
import { ServiceError } from "../../ports/index.js";

export interface Patience {
  readonly signal: AbortSignal;
  /** How long calls are made again, in milliseconds. */
  readonly patienceMilliseconds: number;
}

const shortest = 100;
const longest = 5000;

/**
 * Calls again, after ever longer pauses, while the service is busy, a limit is reached or nobody answers.
 * @throws what the last call failed with. @throws the signal's reason.
 */
export async function patiently<T>(work: () => Promise<T>, { signal, patienceMilliseconds }: Patience): Promise<T> {
  const late = performance.now() + patienceMilliseconds;
  for (let pause = shortest; ; pause = Math.min(2 * pause, longest)) {
    try {
      return await orAborted(work(), signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const left = late - performance.now();
      if (!ServiceError.isInstance(error) || !error.retryable || left <= 0) throw error;
      await systemClock.sleep(Math.min(pause, left), signal);
    }
  }
}
