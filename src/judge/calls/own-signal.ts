import { setMaxListeners } from "node:events";

/** A signal for many calls at once. */
export interface OwnSignal {
  readonly signal: AbortSignal;
  /** Ends the calls that are under way, and no others of the caller's. */
  abort(reason: unknown): void;
  /** Lets go of the caller's signal. */
  release(): void;
}

/**
 * A signal that follows the caller's, with one listener on it however many calls there are: Node warns of more than ten
 * as of a leak.
 */
export function ownSignal(outer: AbortSignal | undefined): OwnSignal {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const follow = (): void => controller.abort(outer?.reason);
  if (outer?.aborted) follow();
  else outer?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => outer?.removeEventListener("abort", follow),
  };
}
