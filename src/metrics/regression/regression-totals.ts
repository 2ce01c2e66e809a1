import { ExactMoments } from "../../stats/house.js";
import { ExactSum } from "../../stats/index.js";
import { outputColumns } from "./output-columns.js";
import { explained } from "./r2-score.js";
import { absoluteError, squaredError } from "./row-errors.js";

/** What regression totals come to; undefined of nothing, R2 of fewer than two rows. */
export interface RegressionSummary {
  readonly rows: number;
  readonly meanAbsoluteError: number | undefined;
  readonly meanSquaredError: number | undefined;
  readonly rootMeanSquaredError: number | undefined;
  readonly r2: number | undefined;
}

/** A mergeable state of regression errors: the same bits whatever the order, batching or number of workers, because its sums are exact. */
export class RegressionTotals {
  readonly #absolute = new ExactSum();
  readonly #squared = new ExactSum();
  readonly #targets = new ExactMoments();

  /** @throws {InvalidArgumentError} lengths differ or a value is not finite; then nothing was added. */
  add(targets: ArrayLike<number>, outputs: ArrayLike<number>): void {
    for (const rows of outputColumns("regression totals", targets, outputs, undefined))
      rows.targets.forEach((target, row) => {
        const output = rows.outputs[row] as number;
        this.#absolute.add(absoluteError(output, target));
        this.#squared.add(squaredError(output, target));
        this.#targets.add(target);
      });
  }

  /** Adds what another state holds; the other is left as it is. */
  merge(other: RegressionTotals): void {
    this.#absolute.merge(other.#absolute);
    this.#squared.merge(other.#squared);
    this.#targets.merge(other.#targets);
  }

  finish(): RegressionSummary {
    const { count: rows, variance, minimum, maximum } = this.#targets.finish();
    const mean = (sum: ExactSum): number | undefined => (rows === 0 ? undefined : sum.value() / rows);
    const squared = mean(this.#squared);
    return {
      rows,
      meanAbsoluteError: mean(this.#absolute),
      meanSquaredError: squared,
      rootMeanSquaredError: squared === undefined ? undefined : Math.sqrt(squared),
      r2:
        rows < 2 || squared === undefined || variance === undefined
          ? undefined
          : explained(squared, minimum === maximum ? 0 : variance),
    };
  }
}
