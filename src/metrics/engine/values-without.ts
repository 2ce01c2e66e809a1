import type { Sample, SampleKinds, SampleTerms } from "./sample.js";

/**
 * A metric's value without each group of rows in turn: by taking the group's counts or sums from the whole where the metric is made of
 * them, else by computing it anew. Undefined when one of these is.
 *
 * @param codes Each row's group, below `groups`.
 */
export function valuesWithout(sample: Sample, codes: Int32Array, groups: number): Float64Array | undefined {
  if (sample.kinds !== undefined) return withoutCounts(sample.kinds, codes, groups);
  if (sample.terms !== undefined) return withoutSums(sample.terms, codes, groups);
  if (sample.withoutEach !== undefined) return sample.withoutEach(codes, groups);
  const times = new Uint8Array(sample.rows);
  return collect(groups, (group) => {
    for (let row = 0; row < times.length; row++) times[row] = codes[row] === group ? 0 : 1;
    return sample.value(times);
  });
}

function withoutCounts({ count, of, value }: SampleKinds, codes: Int32Array, groups: number): Float64Array | undefined {
  const [all, parts] = [new Float64Array(count), new Float64Array(count * groups)];
  of.forEach((kind, row) => {
    const place = (codes[row] as number) * count + kind;
    all[kind] = (all[kind] as number) + 1;
    parts[place] = (parts[place] as number) + 1;
  });
  return collect(groups, (group) => value(all.map((total, kind) => total - (parts[group * count + kind] as number))));
}

function withoutSums({ width, values, weights, finish }: SampleTerms, codes: Int32Array, groups: number) {
  const size = width + 1;
  const [all, parts] = [new Float64Array(size), new Float64Array(size * groups)];
  codes.forEach((code, row) => {
    const add = (index: number, value: number): void => {
      all[index] = (all[index] as number) + value;
      parts[code * size + index] = (parts[code * size + index] as number) + value;
    };
    for (let index = 0; index < width; index++) add(index, values[row * width + index] as number);
    add(width, weights === undefined ? 1 : (weights[row] as number));
  });
  const means = new Float64Array(width);
  return collect(groups, (group) => {
    const rest = (index: number): number => (all[index] as number) - (parts[group * size + index] as number);
    if (!(rest(width) > 0)) return undefined;
    for (let index = 0; index < width; index++) means[index] = rest(index) / rest(width);
    return finish(means);
  });
}

/** Undefined when one value is. */
export function collect(count: number, valueAt: (index: number) => number | undefined): Float64Array | undefined {
  const values = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const value = valueAt(index);
    if (value === undefined) return undefined;
    values[index] = value;
  }
  return values;
}
