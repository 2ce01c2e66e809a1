/** Lets so many work at a time; the others wait in the order in which they came. */
export interface Slots {
  /** Resolves to the function that gives the slot back. @throws the signal's reason, as soon as it is aborted. */
  take(signal: AbortSignal): Promise<() => void>;
}

export function createSlots(count: number): Slots {
  let free = count;
  const waiting = new Set<() => void>();

  function giveBack(): void {
    free++;
    const [next] = waiting;
    next?.();
  }

  return {
    take: (signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          waiting.delete(begin);
          reject(signal.reason);
        };
        const begin = (): void => {
          waiting.delete(begin);
          signal.removeEventListener("abort", stop);
          free--;
          resolve(giveBack);
        };
        if (signal.aborted) reject(signal.reason);
        else if (free > 0) begin();
        else {
          waiting.add(begin);
          signal.addEventListener("abort", stop, { once: true });
        }
      }),
  };
}
