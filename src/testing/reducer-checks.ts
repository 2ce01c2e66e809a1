import { checkArguments, option } from "../core/house.js";
import type { Json } from "../core/index.js";
import type { Reducer, ReducerState } from "../stats/index.js";
import { deepStrictEqual, throws } from "./assertions.js";
import { type Check, saying } from "./check.js";

export interface ReducerChecksOptions<Input extends readonly unknown[]> {
  /** Some batches that one state may see, at least three, no two alike. */
  readonly batches: readonly Input[];
  /** Checks that this reducer cannot pass, each with the reason. @default none */
  readonly skip?: { readonly [name: string]: string };
}

/**
 * The contract of a `Reducer`: the value is the same to the last bit however batches are ordered, dealt to several states that are merged,
 * sent as JSON, or taken back.
 * @example
 * for (const { name, run } of reducerChecks(logLoss(), { batches })) it(name, run);
 */
export function* reducerChecks<Input extends readonly unknown[], Value>(
  reducer: Reducer<Input, Value>,
  options: ReducerChecksOptions<Input>,
): Generator<Check> {
  checkArguments(
    "reducer-checks",
    { reducer, options },
    {
      reducer: option.having("a reducer", "create", "fromJSON"),
      options: option.having("options with `batches`", "batches"),
    },
  );
  const { batches, skip = {} } = options;
  type State = ReducerState<Input, Value>;
  const stateOf = (part: readonly Input[]): State => {
    const state = reducer.create();
    for (const batch of part) state.add(...batch);
    return state;
  };
  /** As it arrives in another process. */
  const sent = (state: State): State => reducer.fromJSON(JSON.parse(JSON.stringify(state)) as Json);
  const isSame = (state: State, other: State): void => deepStrictEqual(state.value(), other.value());
  const bodies: { readonly [name: string]: () => void } = {
    "has the same value in any order of batches": () => isSame(stateOf([...batches].reverse()), stateOf(batches)),
    "has the same value when batches are counted apart and merged, at any cut": () => {
      for (let cut = 0; cut <= batches.length; cut++) {
        const merged = stateOf(batches.slice(cut));
        merged.merge(stateOf(batches.slice(0, cut)));
        isSame(merged, stateOf(batches));
      }
    },
    "leaves a state that was merged as it was": () => {
      const [kept, other] = [stateOf(batches.slice(0, 1)), stateOf(batches.slice(1))];
      const before = JSON.stringify(kept);
      other.merge(kept);
      deepStrictEqual(JSON.stringify(kept), before);
    },
    "goes on from its JSON in another process": () => {
      const state = sent(stateOf(batches.slice(0, 1)));
      for (const batch of batches.slice(1)) state.add(...batch);
      state.merge(sent(stateOf([])));
      isSame(sent(state), stateOf(batches));
    },
    "takes back what was added, as a window does": () => {
      const state = stateOf(batches);
      if (state.remove === undefined) return;
      for (const batch of batches.slice(0, -1)) state.remove(...batch);
      isSame(state, stateOf(batches.slice(-1)));
      isSame(sent(state), stateOf(batches.slice(-1)));
    },
    "gives the same value when it is asked twice, and nothing of nothing": () => {
      const state = stateOf(batches);
      state.value();
      isSame(state, stateOf(batches));
      isSame(sent(reducer.create()), reducer.create());
    },
    "refuses JSON that is no state": () => {
      throws(() => reducer.fromJSON({ nothing: "of that kind" }));
    },
  };
  const kept = Object.entries(bodies).filter(([name]) => !(name in skip));
  yield* saying(kept.map(([name, body]) => ({ name, run: async () => body() })));
}
