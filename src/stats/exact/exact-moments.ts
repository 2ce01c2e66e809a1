import { ExactSum } from "./exact-sum.js";

/** Count, mean and spread of numbers. */
export interface Moments {
  readonly count: number;
  /** Undefined of nothing. */
  readonly mean: number | undefined;
  /** Population variance, divided by the count; undefined of nothing. */
  readonly variance: number | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/** A mergeable state of moments: the same bits whatever the order or batching, because all its sums are exact. NaN is passed over. */
export class ExactMoments {
  readonly #sum = new ExactSum();
  readonly #squares = new ExactSum();
  #count = 0;
  #minimum = Number.POSITIVE_INFINITY;
  #maximum = Number.NEGATIVE_INFINITY;

  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.#count++;
    this.#sum.add(value);
    addSquare(this.#squares, value);
    if (value < this.#minimum) this.#minimum = value;
    if (value > this.#maximum) this.#maximum = value;
  }

  addMany(values: ArrayLike<number>): void {
    for (let index = 0; index < values.length; index++) this.add(values[index] as number);
  }

  merge(other: ExactMoments): void {
    this.#count += other.#count;
    this.#sum.merge(other.#sum);
    this.#squares.merge(other.#squares);
    this.#minimum = Math.min(this.#minimum, other.#minimum);
    this.#maximum = Math.max(this.#maximum, other.#maximum);
  }

  finish(): Moments {
    const count = this.#count;
    if (count === 0) return { count, mean: undefined, variance: undefined, minimum: undefined, maximum: undefined };
    const mean = this.#sum.value() / count;
    // Σ(x − m)² = Σx² − 2mΣx + nm², summed exactly and rounded once, so nothing cancels but what must.
    const deviations = new ExactSum();
    deviations.merge(this.#squares);
    addProduct(deviations, -2 * mean, this.#sum.value());
    addProduct(deviations, count * mean, mean);
    return {
      count,
      mean,
      variance: Math.max(0, deviations.value() / count),
      minimum: this.#minimum,
      maximum: this.#maximum,
    };
  }
}

function addSquare(sum: ExactSum, value: number): void {
  addProduct(sum, value, value);
}

/** Adds a product without rounding: Dekker's two-product gives its rounded value and the exact remainder. */
function addProduct(sum: ExactSum, left: number, right: number): void {
  const product = left * right;
  sum.add(product);
  if (!Number.isFinite(product)) return;
  const [leftHigh, leftLow] = split(left);
  const [rightHigh, rightLow] = split(right);
  const remainder = leftLow * rightLow - (product - leftHigh * rightHigh - leftLow * rightHigh - leftHigh * rightLow);
  if (Number.isFinite(remainder)) sum.add(remainder);
}

function split(value: number): readonly [number, number] {
  const scaled = 134217729 * value;
  const high = scaled - (scaled - value);
  return [high, value - high];
}
