import { InvalidArgumentError, type Json } from "../../core/index.js";
import { FixedPoint } from "./fixed-point.js";
import { sumInWindow } from "./sum-in-window.js";
import { toDouble } from "./to-double.js";

/** The doubles whose exact sum it is, one where one is enough; `NaN` and infinities by name. */
export type ExactSumJson = number | readonly number[] | "NaN" | "Infinity" | "-Infinity";

// Counts and other whole numbers are added to one double while that stays exact.
const largestWhole = 2 ** 32;
const largestTotal = 2 ** 52;
const valuesPerWindow = 4096;

/**
 * The exactly rounded sum of doubles, whatever their order, batching or number of workers: every order gives the same bits.
 * NaN, or infinities of both signs, give NaN; infinities of one sign give it.
 */
export class ExactSum {
  #whole = 0;
  #rest: FixedPoint | undefined;
  #special: number | undefined;

  static create(): ExactSum {
    return new ExactSum();
  }

  /** @throws {InvalidArgumentError} it is no JSON of a sum. */
  static fromJSON(json: Json): ExactSum {
    const sum = new ExactSum();
    for (const part of Array.isArray(json) ? json : [json]) {
      const value = typeof part === "string" ? specials[part] : part;
      if (typeof value !== "number") throw new InvalidArgumentError("exact sum", "a number or numbers", json);
      sum.add(value);
    }
    return sum;
  }

  add(value: number): void {
    if (!(Math.abs(value) <= largestWhole) || Math.trunc(value) !== value) this.#addAny(value);
    else {
      this.#whole += value;
      if (Math.abs(this.#whole) > largestTotal) this.#flushWhole();
    }
  }

  /** Takes back one that was added; an infinity or NaN cannot be. */
  remove(value: number): void {
    this.add(-value);
  }

  addMany(values: ArrayLike<number>): void {
    const numbers = values instanceof Float64Array ? values : Float64Array.from(values);
    for (let start = 0; start < numbers.length; start += valuesPerWindow) {
      const end = Math.min(numbers.length, start + valuesPerWindow);
      if (sumInWindow(numbers, start, end, this)) continue;
      for (let index = start; index < end; index++) this.add(numbers[index] as number);
    }
  }

  /** Adds a product without rounding, where it neither overflows nor underflows: Dekker's two-product gives its rounded value and the exact remainder. */
  addProduct(left: number, right: number): void {
    const product = left * right;
    this.add(product);
    if (!Number.isFinite(product)) return;
    const remainder = productRemainder(left, right, product);
    if (Number.isFinite(remainder)) this.add(remainder);
  }

  /** Adds what another sum holds; the other is left as it is. */
  merge(other: ExactSum): void {
    this.add(other.#whole);
    if (other.#rest !== undefined) {
      this.#rest ??= new FixedPoint();
      this.#rest.merge(other.#rest);
    }
    if (other.#special !== undefined) this.#special = (this.#special ?? 0) + other.#special;
  }

  /** The sum so far, rounded once to the nearest double, ties to even; 0 of nothing. */
  value(): number {
    if (this.#special !== undefined) return this.#special;
    return this.#rest === undefined ? this.#whole : toDouble(this.fixedPoint());
  }

  /** The sum times 2^1074, a whole number; of NaN and infinities 0. */
  fixedPoint(): bigint {
    return (BigInt(this.#whole) << 1074n) + (this.#rest?.total() ?? 0n);
  }

  toJSON(): ExactSumJson {
    if (this.#special !== undefined) return String(this.#special) as "NaN" | "Infinity" | "-Infinity";
    const parts = this.parts();
    return parts.length < 2 ? (parts[0] ?? 0) : parts;
  }

  /** Doubles whose sum is the exact sum, the largest first. */
  parts(): number[] {
    const parts: number[] = [];
    const rest = new ExactSum();
    rest.merge(this);
    for (let sum = rest.value(); sum !== 0; sum = rest.value()) {
      // A sum beyond the largest double has parts that are none.
      const part = Number.isFinite(sum) ? sum : Math.sign(sum) * Number.MAX_VALUE;
      parts.push(part);
      rest.add(-part);
    }
    return parts;
  }

  #addAny(value: number): void {
    if (!Number.isFinite(value)) this.#special = (this.#special ?? 0) + value;
    else {
      this.#rest ??= new FixedPoint();
      this.#rest.add(value);
    }
  }

  #flushWhole(): void {
    const whole = this.#whole;
    this.#whole = 0;
    this.#addAny(whole);
  }
}

const specials: { readonly [name: string]: number } = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

/** What rounding a product left out. */
export function productRemainder(left: number, right: number, product: number): number {
  const [leftHigh, leftLow] = split(left);
  const [rightHigh, rightLow] = split(right);
  return leftLow * rightLow - (product - leftHigh * rightHigh - leftLow * rightHigh - leftHigh * rightLow);
}

function split(value: number): readonly [number, number] {
  const scaled = 134217729 * value;
  const high = scaled - (scaled - value);
  return [high, value - high];
}
