/** A signal of one's own that is also aborted with another. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
  /** Lets go of the outer signal: `AbortSignal.any` would hold on to it for as long as it lives. */
  release(): void;
}

export function linkSignal(outer: AbortSignal): LinkedSignal {
  const controller = new AbortController();
  const follow = (): void => controller.abort(outer.reason);
  if (outer.aborted) follow();
  else outer.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => outer.removeEventListener("abort", follow),
  };
}
