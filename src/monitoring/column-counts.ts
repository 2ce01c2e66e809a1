/** A column's normal: fixed bins and how many rows fell in each. */
export type ColumnReference =
  | {
      readonly kind: "number";
      readonly edges: readonly number[];
      readonly counts: readonly number[];
      readonly missing: number;
      readonly rows: number;
    }
  /** The last count is of categories that are not listed. */
  | {
      readonly kind: "category";
      readonly categories: readonly string[];
      readonly counts: readonly number[];
      readonly missing: number;
      readonly rows: number;
    };

/** Counts of a window in a reference's bins; merged parts are the whole. */
export interface ColumnCounts {
  add(value: unknown): void;
  merge(other: ColumnCounts): void;
  readonly rows: number;
  readonly missing: number;
  readonly counts: Float64Array;
  /** Categories that the reference does not know, with their counts; at most 100 different ones are told apart. */
  readonly newCategories: ReadonlyMap<string, number>;
  toJSON(): {
    readonly rows: number;
    readonly missing: number;
    readonly counts: readonly number[];
    readonly newCategories: { readonly [category: string]: number };
  };
}

const mostNew = 100;

export function countsLike(reference: ColumnReference): ColumnCounts {
  const bins = reference.kind === "number" ? reference.edges.length + 1 : reference.categories.length + 1;
  const codeOf =
    reference.kind === "category" ? new Map(reference.categories.map((category, code) => [category, code])) : undefined;
  const counts = new Float64Array(bins);
  const newCategories = new Map<string, number>();
  let rows = 0;
  let missing = 0;
  const count = (bin: number, times: number): void => {
    counts[bin] = (counts[bin] as number) + times;
  };
  const countNew = (category: string, times: number): void => {
    if (newCategories.has(category) || newCategories.size < mostNew)
      newCategories.set(category, (newCategories.get(category) ?? 0) + times);
  };
  return {
    get rows() {
      return rows;
    },
    get missing() {
      return missing;
    },
    counts,
    newCategories,
    add(value) {
      rows++;
      if (value === null || value === undefined || (typeof value === "number" && Number.isNaN(value))) {
        missing++;
        return;
      }
      if (reference.kind === "number") {
        count(binOf(reference.edges, Number(value)), 1);
        return;
      }
      const code = codeOf?.get(String(value));
      count(code ?? bins - 1, 1);
      if (code === undefined) countNew(String(value), 1);
    },
    merge(other) {
      rows += other.rows;
      missing += other.missing;
      other.counts.forEach((times, bin) => void count(bin, times));
      for (const [category, times] of other.newCategories) countNew(category, times);
    },
    toJSON: () => ({
      rows,
      missing,
      counts: [...counts],
      newCategories: Object.fromEntries([...newCategories].sort(([left], [right]) => (left < right ? -1 : 1))),
    }),
  };
}

/** The bin of a number: edges[b − 1] ≤ value < edges[b]. */
function binOf(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < (edges[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
