/** Ends a wait early. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, or after a while. @throws the signal's reason. */
  next(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  const waiting = new Set<() => void>();
  return {
    ring() {
      for (const wake of waiting) wake();
    },
    next: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const done = (settle: () => void) => () => {
          clearTimeout(timer);
          waiting.delete(wake);
          signal.removeEventListener("abort", stop);
          settle();
        };
        const wake = done(resolve);
        const stop = done(() => reject(signal.reason));
        const timer = setTimeout(wake, milliseconds);
        waiting.add(wake);
        signal.addEventListener("abort", stop, { once: true });
        if (signal.aborted) stop();
      }),
  };
}
