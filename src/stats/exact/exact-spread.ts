import { InvalidArgumentError, type Json } from "../../core/index.js";
import { ExactSum, productRemainder } from "./exact-sum.js";
import { toDouble } from "./to-double.js";

/** Weighted mean and variance of numbers, exactly rounded, and to be taken back exactly: the same bits whatever the order or batching. */
export class ExactSpread {
  #weight = new ExactSum();
  #sum = new ExactSum();
  #squares = new ExactSum();

  /** @throws {InvalidArgumentError} it is no JSON of a spread. */
  static fromJSON(json: Json): ExactSpread {
    if (!Array.isArray(json) || json.length !== 3)
      throw new InvalidArgumentError("exact spread", "three sums, of weights, values and squares", json);
    const spread = new ExactSpread();
    [spread.#weight, spread.#sum, spread.#squares] = json.map((one) => ExactSum.fromJSON(one)) as [
      ExactSum,
      ExactSum,
      ExactSum,
    ];
    return spread;
  }

  add(value: number, weight = 1): void {
    this.#weight.add(weight);
    if (weight === 1) {
      this.#sum.add(value);
      this.#squares.addProduct(value, value);
      return;
    }
    const square = value * value;
    this.#sum.addProduct(weight, value);
    this.#squares.addProduct(weight, square);
    this.#squares.addProduct(weight, productRemainder(value, value, square));
  }

  remove(value: number, weight = 1): void {
    this.add(value, -weight);
  }

  merge(other: ExactSpread): void {
    this.#weight.merge(other.#weight);
    this.#sum.merge(other.#sum);
    this.#squares.merge(other.#squares);
  }

  get weight(): number {
    return this.#weight.value();
  }

  /** Undefined of nothing. */
  get mean(): number | undefined {
    const weight = this.#weight.fixedPoint();
    return weight > 0n ? toDouble(this.#sum.fixedPoint() << 1074n, weight) : undefined;
  }

  /** Divided by the weight; undefined of nothing, exactly 0 of equal values. */
  get variance(): number | undefined {
    const weight = this.#weight.fixedPoint();
    if (weight <= 0n) return undefined;
    const sum = this.#sum.fixedPoint();
    return toDouble((weight * this.#squares.fixedPoint() - sum * sum) << 1074n, weight * weight);
  }

  toJSON(): Json {
    return [this.#weight.toJSON(), this.#sum.toJSON(), this.#squares.toJSON()];
  }
}
