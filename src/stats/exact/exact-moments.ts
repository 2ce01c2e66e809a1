import { InvalidArgumentError, type Json } from "../../core/index.js";
import { ExactSpread } from "./exact-spread.js";

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
  #spread = new ExactSpread();
  #minimum = Number.POSITIVE_INFINITY;
  #maximum = Number.NEGATIVE_INFINITY;

  static create(): ExactMoments {
    return new ExactMoments();
  }

  /** @throws {InvalidArgumentError} it is no JSON of moments. */
  static fromJSON(json: Json): ExactMoments {
    const { spread, minimum, maximum } = (json ?? {}) as { readonly [part: string]: Json };
    if (spread === undefined)
      throw new InvalidArgumentError("exact moments", "`spread`, `minimum` and `maximum`", json);
    const moments = new ExactMoments();
    moments.#spread = ExactSpread.fromJSON(spread);
    if (typeof minimum === "number") moments.#minimum = minimum;
    if (typeof maximum === "number") moments.#maximum = maximum;
    return moments;
  }

  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.#spread.add(value);
    // JSON has no −0.
    if (value < this.#minimum) this.#minimum = value + 0;
    if (value > this.#maximum) this.#maximum = value + 0;
  }

  addMany(values: ArrayLike<number>): void {
    for (let index = 0; index < values.length; index++) this.add(values[index] as number);
  }

  merge(other: ExactMoments): void {
    this.#spread.merge(other.#spread);
    this.#minimum = Math.min(this.#minimum, other.#minimum);
    this.#maximum = Math.max(this.#maximum, other.#maximum);
  }

  value(): Moments {
    const count = this.#spread.weight;
    if (count === 0) return { count, mean: undefined, variance: undefined, minimum: undefined, maximum: undefined };
    const [minimum, maximum] = [this.#minimum, this.#maximum];
    // Sums with an infinity have no exact value: the mean is as IEEE addition has it, the spread unknown.
    const finite = Number.isFinite(minimum) && Number.isFinite(maximum);
    const mean = finite ? this.#spread.mean : (minimum + maximum) / 2;
    return { count, mean, variance: finite ? this.#spread.variance : Number.NaN, minimum, maximum };
  }

  toJSON(): Json {
    const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
    return { spread: this.#spread.toJSON(), minimum: known(this.#minimum), maximum: known(this.#maximum) };
  }
}
