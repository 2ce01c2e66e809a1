import { InvalidArgumentError } from "../../core/index.js";

/** A sum as plain JSON: doubles that add up to it exactly, the largest first; equal sums give equal JSON. */
export type ExactSumJson = readonly (number | "NaN" | "Infinity" | "-Infinity")[];

const specials: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

// A double is an integer of 53 bits times a power of two. Its bits are added into limbs of 32 bits of one long fixed-point number,
// each limb a double that stays an exact integer for 2^20 additions, after which carries are moved up.
const limbBits = 32;
const limbSize = 2 ** limbBits;
// Exponents run from −1074 to 1023; two limbs above take the carries of any realistic count.
const limbs = Math.ceil((1074 + 1024) / limbBits) + 3;
const normalizeEvery = 1 << 20;

/**
 * The exactly rounded sum of doubles, whatever their order, batching or number of workers: every order gives the same bits.
 * NaN, or infinities of both signs, give NaN; infinities of one sign give it.
 */
export class ExactSum {
  /** @throws {InvalidArgumentError} it is not what `toJSON` gives. */
  static fromJSON(json: ExactSumJson): ExactSum {
    const sum = new ExactSum();
    for (const part of json) {
      const value = typeof part === "string" ? specials[part] : part;
      if (typeof value !== "number") throw new InvalidArgumentError("exact sum", "numbers that add up to it", part);
      sum.add(value);
    }
    return sum;
  }

  readonly #limbs = new Float64Array(limbs);
  #sinceNormalized = 0;
  #special = 0;
  #hasSpecial = false;
  readonly #view = new DataView(new ArrayBuffer(8));

  add(value: number): void {
    if (!Number.isFinite(value)) {
      this.#special += value;
      this.#hasSpecial = true;
      return;
    }
    if (value === 0) return;
    this.#view.setFloat64(0, value);
    const high = this.#view.getUint32(0);
    const low = this.#view.getUint32(4);
    const biased = (high >>> 20) & 0x7ff;
    const mantissaHigh = (high & 0xfffff) + (biased === 0 ? 0 : 0x100000);
    // The value is mantissa × 2^(position − 1074).
    const position = biased === 0 ? 0 : biased - 1;
    const limb = Math.floor(position / limbBits);
    const shift = position % limbBits;
    const sign = high >>> 31 === 1 ? -1 : 1;
    const factor = 2 ** shift;
    this.#addAt(limb, sign * low * factor);
    this.#addAt(limb + 1, sign * mantissaHigh * factor);
    if (++this.#sinceNormalized >= normalizeEvery / 2) this.#normalize();
  }

  addMany(values: ArrayLike<number>): void {
    for (let index = 0; index < values.length; index++) this.add(values[index] as number);
  }

  /** Adds what another sum holds; the other is left as it is. */
  merge(other: ExactSum): void {
    this.#normalize();
    other.#normalize();
    for (let index = 0; index < limbs; index++)
      this.#limbs[index] = (this.#limbs[index] as number) + (other.#limbs[index] as number);
    this.#sinceNormalized++;
    if (other.#hasSpecial) {
      this.#special += other.#special;
      this.#hasSpecial = true;
    }
  }

  /** The sum so far, rounded once to the nearest double, ties to even; 0 of nothing. */
  value(): number {
    if (this.#hasSpecial) return this.#special;
    this.#normalize();
    let total = 0n;
    for (let index = limbs - 1; index >= 0; index--)
      total = total * BigInt(limbSize) + BigInt(this.#limbs[index] as number);
    return fromFixedPoint(total);
  }

  toJSON(): ExactSumJson {
    if (this.#hasSpecial) return [String(this.#special) as "NaN" | "Infinity" | "-Infinity"];
    const rest = new ExactSum();
    rest.merge(this);
    const parts: number[] = [];
    for (let part = rest.value(); part !== 0; part = rest.value()) {
      // The sum itself may lie beyond the largest double.
      const finite = Math.min(Math.max(part, -Number.MAX_VALUE), Number.MAX_VALUE);
      parts.push(finite);
      rest.add(-finite);
    }
    return parts;
  }

  /** Splits an exact product of up to 64 bits over two limbs, so that every limb stays an exact integer. */
  #addAt(limb: number, amount: number): void {
    const upper = Math.trunc(amount / limbSize);
    this.#limbs[limb] = (this.#limbs[limb] as number) + (amount - upper * limbSize);
    this.#limbs[limb + 1] = (this.#limbs[limb + 1] as number) + upper;
  }

  #normalize(): void {
    for (let index = 0; index + 1 < limbs; index++) {
      const carry = Math.floor((this.#limbs[index] as number) / limbSize);
      this.#limbs[index] = (this.#limbs[index] as number) - carry * limbSize;
      this.#limbs[index + 1] = (this.#limbs[index + 1] as number) + carry;
    }
    this.#sinceNormalized = 0;
  }
}

/** total × 2^−1074, rounded to the nearest double. */
function fromFixedPoint(total: bigint): number {
  const negative = total < 0n;
  let magnitude = negative ? -total : total;
  if (magnitude === 0n) return 0;
  const excess = magnitude.toString(2).length - 53;
  let exponent = -1074;
  if (excess > 0) {
    const remainder = magnitude & ((1n << BigInt(excess)) - 1n);
    const half = 1n << BigInt(excess - 1);
    magnitude >>= BigInt(excess);
    if (remainder > half || (remainder === half && (magnitude & 1n) === 1n)) magnitude += 1n;
    exponent += excess;
  }
  // Two exact multiplications by powers of two: the first alone could underflow or overflow.
  const half = Math.trunc(exponent / 2);
  const result = Number(magnitude) * 2 ** half * 2 ** (exponent - half);
  return negative ? -result : result;
}
