import { ExactSum } from "../stats/index.js";
import type { ClusterQuality } from "./monitor-report.js";
import { logLossOf } from "./reference.js";

interface Totals {
  rows: number;
  readonly outputs: ExactSum;
  targets: number;
  readonly losses: ExactSum;
}

/** Sums of outcomes by cluster; exact, so that merged parts are the whole to the bit. */
export class ClusterTotals {
  readonly #clusters = new Map<string, Totals>();

  add({
    output,
    target,
    cluster,
  }: {
    readonly output: number;
    readonly target: number;
    readonly cluster: string;
  }): void {
    const totals = this.#of(cluster);
    totals.rows++;
    totals.outputs.add(output);
    totals.targets += target;
    totals.losses.add(logLossOf(output, target));
  }

  merge(other: ClusterTotals): void {
    for (const [cluster, theirs] of other.#clusters) {
      const totals = this.#of(cluster);
      totals.rows += theirs.rows;
      totals.outputs.merge(theirs.outputs);
      totals.targets += theirs.targets;
      totals.losses.merge(theirs.losses);
    }
  }

  /** In order of the clusters' names. */
  list(): readonly ClusterQuality[] {
    return [...this.#clusters]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([cluster, { rows, outputs, targets, losses }]) => ({
        cluster,
        rows,
        predicted: outputs.value() / rows,
        observed: targets / rows,
        logLoss: losses.value() / rows,
      }));
  }

  #of(cluster: string): Totals {
    const known = this.#clusters.get(cluster) ?? {
      rows: 0,
      outputs: new ExactSum(),
      targets: 0,
      losses: new ExactSum(),
    };
    this.#clusters.set(cluster, known);
    return known;
  }
}
