import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { createShadowLane, type ShadowCounts, type ShadowLaneOptions, shadowLaneRules } from "./shadow-lane.js";

export interface ShadowFunctionOptions<Input, Output> extends ShadowLaneOptions {
  /** What answers. */
  readonly live: (input: Input) => Promise<Output> | Output;
  /** What is tried out beside it; it never sees the caller. */
  readonly candidate: (input: Input, signal: AbortSignal) => Promise<Output> | Output;
  /** Told of each pair of answers. */
  readonly compare: (pair: { readonly input: Input; readonly live: Output; readonly candidate: Output }) => void;
  /** How many bytes a waiting input counts for. @default 0 each */
  readonly sizeOf?: (input: Input) => number;
  /** Copies an input before the live answer is begun, and the answer before it is compared: whoever changes his own changes nobody else's. @default structuredClone */
  readonly copy?: <T extends Input | Output>(value: T) => T;
}

const rules: OptionRules<ShadowFunctionOptions<unknown, unknown>> = {
  live: option.required(option.callback),
  candidate: option.required(option.callback),
  compare: option.required(option.callback),
  sizeOf: option.callback,
  copy: option.callback,
  ...shadowLaneRules,
};

/**
 * Wraps any function, of your own or another's model, so that a candidate answers the same requests in its shadow.
 * Callers get the live answer or the live error, exactly as without it.
 */
export function shadowFunction<Input, Output>(
  options: ShadowFunctionOptions<Input, Output>,
): ((input: Input) => Promise<Output>) & { readonly counts: () => ShadowCounts; readonly idle: () => Promise<void> } {
  checkOptions<object>("shadow function", options, rules);
  const { live, candidate, compare, sizeOf, copy: copyOf, ...laneOptions } = options;
  const copy: typeof options.copy & {} = copyOf ?? ((value) => structuredClone(value));
  const lane = createShadowLane(laneOptions);
  const wrapped = async function shadowed(input: Input): Promise<Output> {
    const asked = attempt(() => copy(input));
    const answer = await live(input);
    const answered = attempt(() => copy(answer));
    lane.submit(
      async (signal) => {
        const tried = await candidate(asked(), signal);
        signal.throwIfAborted();
        compare({ input: asked(), live: answered(), candidate: tried });
      },
      sizeOf && (() => sizeOf(asked())),
    );
    return answer;
  };
  return Object.assign(wrapped, { counts: lane.counts, idle: lane.idle });
}

/** What the work came to, or its error when it is asked for: in the shadow, where it is counted, and not on the live path. */
function attempt<T>(work: () => T): () => T {
  try {
    const value = work();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
