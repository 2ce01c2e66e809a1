import { hashWord } from "../../dataset/house.js";
import { ExactSum, type ExactSumJson } from "../../stats/house.js";

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
  /** Whether there were so many clusters that they were put into groups. */
  readonly grouped: boolean;
  readonly clusters: readonly {
    readonly cluster: string;
    readonly rows: number;
    readonly sums: { readonly [name: string]: ExactSumJson };
  }[];
}

interface Sums {
  rows: number;
  readonly sums: Map<string, ExactSum>;
}

const mostClusters = 1000;
const groups = 500;

/**
 * Sums of labelled answers by cluster; exact, so that merged parts are the whole to the bit. More than 1,000 clusters, e.g. users, are put into
 * 500 groups by their names' hashes: rows of one cluster stay in one group.
 */
export class QualityState {
  #clusters = new Map<string, Sums>();
  #grouped = false;
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
    if (this.#clusters.size > mostClusters) this.#group();
  }

  merge({ unusable, grouped, clusters }: QualityStateJson): void {
    this.#unusable += unusable;
    if (grouped) this.#group();
    for (const { cluster, rows, sums } of clusters) {
      const known = this.#of(cluster);
      known.rows += rows;
      for (const [name, sum] of Object.entries(sums)) sumIn(known.sums, name).merge(ExactSum.fromJSON(sum));
    }
    if (this.#clusters.size > mostClusters) this.#group();
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
      grouped: this.#grouped,
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

  #group(): void {
    if (this.#grouped) return;
    const clusters = this.#clusters;
    this.#grouped = true;
    this.#clusters = new Map();
    for (const [cluster, { rows, sums }] of clusters) {
      const group = this.#of(cluster);
      group.rows += rows;
      for (const [name, sum] of sums) sumIn(group.sums, name).merge(sum);
    }
  }

  #of(cluster: string): Sums {
    const name = this.#grouped && !isGroup(cluster) ? `group ${hashWord(cluster) % groups}` : cluster;
    const known = this.#clusters.get(name) ?? { rows: 0, sums: new Map<string, ExactSum>() };
    this.#clusters.set(name, known);
    return known;
  }
}

const isGroup = (cluster: string): boolean => /^group \d{1,3}$/.test(cluster);

function sumIn(sums: Map<string, ExactSum>, name: string): ExactSum {
  const sum = sums.get(name) ?? new ExactSum();
  sums.set(name, sum);
  return sum;
}
