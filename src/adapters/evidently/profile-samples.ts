import type { Profile } from "../../dataset/index.js";
import { numberSamples } from "./row-samples.js";
import type { Samples } from "./sample.js";

type Column = Profile["columns"][number];
type Numbers = NonNullable<Column["numbers"]>;
type Categories = NonNullable<Column["categories"]>;

const others = "(other)";

/**
 * The values of a column as a profile knows them: words exactly, those that are not listed as one; numbers by their bins, spread evenly in each.
 * Undefined for times, which Evidently does not test, and for what has neither.
 */
export function profileSamples(reference: Column, window: Column): Samples | undefined {
  if (reference.type === "time") return undefined;
  if (reference.numbers && window.numbers) {
    const whole = reference.type === "integer";
    const complete = reference.missing + window.missing === 0;
    return numberSamples(spread(reference.numbers, whole), spread(window.numbers, whole), complete);
  }
  if (reference.categories && window.categories)
    return { type: "category", reference: repeated(reference.categories), current: repeated(window.categories) };
  return undefined;
}

function spread({ minimum, maximum, edges, counts }: Numbers, whole: boolean): Float64Array {
  const values = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
  let at = 0;
  counts.forEach((count, bin) => {
    // What lies outside of the edges reaches to the smallest and to the largest value.
    const from = bin === 0 ? (minimum ?? 0) : (edges[bin - 1] ?? 0);
    const to = bin === edges.length ? (maximum ?? 0) : (edges[bin] ?? 0);
    // A bin of one value ends at the next number that there is.
    const width = to - from <= Math.abs(from) * 2 ** -50 ? 0 : to - from;
    for (let place = 0; place < count; place++) {
      const value = from + (width * (place + 0.5)) / count;
      values[at++] = whole ? Math.floor(value) : value;
    }
  });
  return values;
}

function repeated({ words, counts, other }: Categories): readonly string[] {
  const times = [...words.map((word, at) => [word, counts[at] ?? 0] as const), [others, other] as const];
  return times.flatMap(([word, count]) => Array.from({ length: count }, () => word));
}
