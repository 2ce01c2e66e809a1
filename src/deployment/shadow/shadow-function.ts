import { createShadowLane, type ShadowCounts, type ShadowLaneOptions } from "./shadow-lane.js";

export interface ShadowFunctionOptions<Input, Output> extends ShadowLaneOptions {
  /** What answers. */
  readonly live: (input: Input) => Promise<Output> | Output;
  /** What is tried out beside it; it never sees the caller. */
  readonly candidate: (input: Input, signal: AbortSignal) => Promise<Output> | Output;
  /** Told of each pair of answers. */
  readonly compare: (pair: { readonly input: Input; readonly live: Output; readonly candidate: Output }) => void;
  /** How many bytes a waiting input counts for. @default 0 each */
  readonly sizeOf?: (input: Input) => number;
}

/**
 * Wraps any function, of your own or another's model, so that a candidate answers the same requests in its shadow.
 * Callers get the live answer or the live error, exactly as without it.
 */
export function shadowFunction<Input, Output>(
  options: ShadowFunctionOptions<Input, Output>,
): ((input: Input) => Promise<Output>) & { readonly counts: () => ShadowCounts; readonly idle: () => Promise<void> } {
  const { live, candidate, compare, sizeOf } = options;
  const lane = createShadowLane(options);
  const wrapped = async function shadowed(input: Input): Promise<Output> {
    const answer = await live(input);
    lane.submit(
      async (signal) => {
        const tried = await candidate(input, signal);
        signal.throwIfAborted();
        compare({ input, live: answer, candidate: tried });
      },
      sizeOf && (() => sizeOf(input)),
    );
    return answer;
  };
  return Object.assign(wrapped, { counts: lane.counts, idle: lane.idle });
}
