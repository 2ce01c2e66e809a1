import type { Json } from "../core/index.js";

/** What was seen so far, as one state that can be merged, sent as JSON and gone on with elsewhere. */
export interface ReducerState<Input extends readonly unknown[], Value> {
  /** Counts what is given. What cannot be counted throws, and then nothing was added. */
  add(...input: Input): void;
  /** Takes back what was added before, as a window does with what leaves it; left out where that would be dear. */
  remove?(...input: Input): void;
  /** Counts what another state of the same reducer has seen; the other is left as it is. */
  merge(other: ReducerState<Input, Value>): void;
  value(): Value;
  toJSON(): Json;
}

/**
 * Whatever summarises rows: metrics, exact sums, moments, sketches. However rows are cut into batches, ordered, or dealt to workers whose
 * states are merged, the value is the same to the last bit.
 */
export interface Reducer<Input extends readonly unknown[], Value> {
  create(): ReducerState<Input, Value>;
  /** @throws {InvalidArgumentError} it is no state of this reducer. */
  fromJSON(json: Json): ReducerState<Input, Value>;
}
