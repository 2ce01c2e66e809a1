/** A signal of one's own that is also aborted with others. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
  /** Lets go of the outer signals: `AbortSignal.any` would hold on to them for as long as they live. */
  release(): void;
}

export function linkSignal(...outer: readonly AbortSignal[]): LinkedSignal {
  const controller = new AbortController();
  const links = outer.map((signal) => ({ signal, follow: () => controller.abort(signal.reason) }));
  for (const { signal, follow } of links)
    if (signal.aborted) follow();
    else signal.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release() {
      for (const { signal, follow } of links) signal.removeEventListener("abort", follow);
    },
  };
}
