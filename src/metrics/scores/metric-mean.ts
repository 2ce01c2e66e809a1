import { InvalidArgumentError } from "../../core/index.js";
import { ExactSum } from "../../stats/index.js";
import { checkLength } from "../inputs.js";
import type { Metric } from "../metric.js";

/**
 * A mergeable state of a metric that is a mean over rows (log loss, Brier score, accuracy, cost, mean errors): the same bits whatever the
 * order, batching or number of workers, because its sum is exact.
 */
export class MetricMean<Target> {
  readonly #metric: Metric<Target>;
  readonly #sum = new ExactSum();
  #rows = 0;

  /** @throws {InvalidArgumentError} the metric is not a mean over rows. */
  constructor(metric: Metric<Target>) {
    if (metric.rowValues === undefined)
      throw new InvalidArgumentError("metric mean", "a metric that is a mean over rows", metric.name);
    this.#metric = metric;
  }

  /** @throws {InvalidArgumentError} lengths differ; then nothing was added. */
  add(targets: Float64Array, outputs: Float64Array): void {
    checkLength("metric mean", "outputs", outputs, targets.length);
    this.#sum.addMany(this.#metric.rowValues?.(outputs, targets) ?? []);
    this.#rows += targets.length;
  }

  /** Adds what another state holds; the other is left as it is. @throws {InvalidArgumentError} it is of another metric. */
  merge(other: MetricMean<Target>): void {
    if (other.#metric.name !== this.#metric.name)
      throw new InvalidArgumentError("metric mean", `a state of ${this.#metric.name}`, other.#metric.name);
    this.#sum.merge(other.#sum);
    this.#rows += other.#rows;
  }

  /** Undefined of nothing. */
  finish(): number | undefined {
    return this.#rows === 0 ? undefined : this.#sum.value() / this.#rows;
  }
}
