import { ChatError } from "../../ports/index.js";
import type { Endpoint } from "./options.js";

/**
 * Runs a call that ends with the caller's signal or the time limit, whichever is first. What fetch throws is told in
 * its own words without its cause, which holds the address and may hold headers.
 */
export async function withinTime<T>(
  endpoint: Endpoint,
  outer: AbortSignal,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { id, clock, timeoutMilliseconds, clean } = endpoint;
  outer.throwIfAborted();
  const inner = new AbortController();
  const sleeper = new AbortController();
  const follow = (): void => inner.abort(outer.reason);
  outer.addEventListener("abort", follow, { once: true });
  let late = false;
  clock.sleep(timeoutMilliseconds, sleeper.signal).then(
    () => {
      late = true;
      inner.abort();
    },
    () => {},
  );
  try {
    return await call(inner.signal);
  } catch (error) {
    if (outer.aborted) throw outer.reason;
    if (late)
      throw new ChatError({
        place: id,
        kind: "timeout",
        message: `No answer within ${timeoutMilliseconds} milliseconds`,
      });
    if (ChatError.isInstance(error)) throw error;
    const code = codeOf(error);
    throw new ChatError({
      place: id,
      kind: "network",
      message: `The call failed: ${clean(describe(error, code))}`,
      // Where a connection was made, the answer may have been paid for although it did not arrive.
      mayBeCharged: code === undefined || !unreached.has(code),
    });
  } finally {
    outer.removeEventListener("abort", follow);
    sleeper.abort();
  }
}

/** Nothing was sent. */
const unreached = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : undefined;
}

function describe(error: unknown, code: string | undefined): string {
  if (!(error instanceof Error)) return "unknown reason";
  return `${error.message}${code === undefined ? "" : ` (${code})`}`.slice(0, 200);
}
