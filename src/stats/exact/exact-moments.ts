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
    // Σ(x − μ)² = Σx² − 2mΣx + nm² − (Σx − nm)²/n for the rounded mean m. The first three terms cancel almost wholly when the
    // mean is far from zero, so each of them is kept without rounding: Σx and nm as sums of doubles.
    const deviations = new ExactSum();
    deviations.merge(this.#squares);
    const rest = new ExactSum();
    rest.merge(this.#sum);
    for (const part of partsOf(this.#sum)) addProduct(deviations, -2 * mean, part);
    const meanTimesCount = new ExactSum();
    addProduct(meanTimesCount, count, mean);
    for (const part of partsOf(meanTimesCount)) {
      addProduct(deviations, part, mean);
      rest.add(-part);
    }
    addProduct(deviations, -rest.value(), rest.value() / count);
    return {
      count,
      mean,
      variance: Math.max(0, deviations.value() / count),
      minimum: this.#minimum,
      maximum: this.#maximum,
    };
  }
}

/** At most three doubles whose sum is the exact sum. */
function partsOf(sum: ExactSum): number[] {
  const rest = new ExactSum();
  rest.merge(sum);
  const parts: number[] = [];
  for (let part = rest.value(); part !== 0 && parts.length < 3; part = rest.value()) {
    parts.push(part);
    rest.add(-part);
  }
  return parts;
}

function addSquare(sum: ExactSum, value: number): void {
  addProduct(sum, value, value);
}

/** Adds a product without rounding: Dekker's two-product gives its rounded value and the exact remainder. */
export function addProduct(sum: ExactSum, left: number, right: number): void {
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
