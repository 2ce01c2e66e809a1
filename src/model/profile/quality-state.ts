import { ExactSum, type ExactSumJson } from "../../stats/index.js";

/** Means over the labelled answers of one day, or of another cluster. */
export interface ClusterQuality {
  readonly cluster: string;
  readonly rows: number;
  /** By the number's name, e.g. `log loss`, `predicted`, `observed`. */
  readonly means: { readonly [name: string]: number };
}

export interface QualityStateJson {
  /** Labelled rows whose answer or label could not be used. */
  readonly unusable: number;
  readonly clusters: readonly {
    readonly cluster: string;
    readonly rows: number;
    readonly sums: { readonly [name: string]: ExactSumJson };
  }[];
}

/** Sums of labelled answers by cluster; exact, so that merged parts are the whole to the bit. */
export class QualityState {
  readonly #clusters = new Map<string, { rows: number; readonly sums: Map<string, ExactSum> }>();
  #unusable = 0;

  /** @param numbers What `measureRow` gives. */
  add(cluster: string, numbers: { readonly [name: string]: number } | undefined): void {
    if (numbers === undefined) {
      this.#unusable++;
      return;
    }
    const known = this.#of(cluster);
    known.rows++;
    for (const [name, value] of Object.entries(numbers)) sumIn(known.sums, name).add(value);
  }

  merge({ unusable, clusters }: QualityStateJson): void {
    this.#unusable += unusable;
    for (const { cluster, rows, sums } of clusters) {
      const known = this.#of(cluster);
      known.rows += rows;
      for (const [name, sum] of Object.entries(sums)) sumIn(known.sums, name).merge(ExactSum.fromJSON(sum));
    }
  }

  get unusable(): number {
    return this.#unusable;
  }

  /** In order of the clusters' names. */
  value(): readonly ClusterQuality[] {
    return this.#sorted().map(([cluster, { rows, sums }]) => ({
      cluster,
      rows,
      means: Object.fromEntries([...sums].map(([name, sum]) => [name, sum.value() / rows])),
    }));
  }

  toJSON(): QualityStateJson {
    return {
      unusable: this.#unusable,
      clusters: this.#sorted().map(([cluster, { rows, sums }]) => ({
        cluster,
        rows,
        sums: Object.fromEntries([...sums].map(([name, sum]) => [name, sum.toJSON()])),
      })),
    };
  }

  #sorted() {
    return [...this.#clusters].sort(([left], [right]) => (left < right ? -1 : 1));
  }

  #of(cluster: string) {
    const known = this.#clusters.get(cluster) ?? { rows: 0, sums: new Map<string, ExactSum>() };
    this.#clusters.set(cluster, known);
    return known;
  }
}

function sumIn(sums: Map<string, ExactSum>, name: string): ExactSum {
  const sum = sums.get(name) ?? new ExactSum();
  sums.set(name, sum);
  return sum;
}
