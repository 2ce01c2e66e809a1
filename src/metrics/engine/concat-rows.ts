import type { MetricInput } from "../metric.js";
import { isNoun } from "../rows/inputs.js";

/** The rows of both, one after the other: nouns of one task and the same labels, or plain arrays. */
export function concatRows<Rows extends MetricInput[0] | MetricInput[1]>(first: Rows, second: Rows): Rows {
  if (!isNoun<Noun>(first) || !isNoun<Noun>(second))
    return [...Array.from(first as ArrayLike<unknown>), ...Array.from(second as ArrayLike<unknown>)] as never;
  const groups = first.groups && second.groups && { groups: after(first.groups, second.groups) };
  return {
    ...first,
    rows: first.rows + second.rows,
    values: joined(first.values, second.values),
    ...groups,
  } as never;
}

interface Noun {
  readonly task: string;
  readonly rows: number;
  readonly values: Float64Array | Int32Array | Uint8Array;
  readonly groups?: Int32Array;
}

function joined(first: Noun["values"], second: Noun["values"]): Noun["values"] {
  const length = first.length + second.length;
  const whole =
    first instanceof Float64Array
      ? new Float64Array(length)
      : first instanceof Int32Array
        ? new Int32Array(length)
        : new Uint8Array(length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

/** The groups of both, none of them shared. */
function after(first: Int32Array, second: Int32Array): Int32Array {
  const next = first.reduce((most, group) => Math.max(most, group + 1), 0) - Math.min(0, ...new Set(second));
  return Int32Array.from([...first, ...second.map((group) => group + next)]);
}
