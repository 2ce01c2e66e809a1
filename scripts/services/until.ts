import { setTimeout as sleep } from "node:timers/promises";

/** Asks again and again until the answer is true; a question that throws is asked again. */
export async function until(question: () => Promise<boolean> | boolean, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    try {
      if (await question()) return;
    } catch {
      // Not yet.
    }
    await sleep(50, undefined, { signal });
  }
}

/** Whether an address answers with success. */
export async function answers(url: string): Promise<boolean> {
  return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
}
