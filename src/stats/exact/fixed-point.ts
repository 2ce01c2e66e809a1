// A double is an integer of 53 bits times a power of two. Its bits are added into limbs of 32 bits of one long fixed-point number,
// each limb a double that stays an exact integer for 2^20 additions, after which carries are moved up.
const limbBits = 32;
const limbSize = 2 ** limbBits;
// Exponents run from −1074 to 1023; two limbs above take the carries of any realistic count.
const limbs = Math.ceil((1074 + 1024) / limbBits) + 3;
const normalizeEvery = 1 << 20;
const view = new DataView(new ArrayBuffer(8));

/** An exact sum of finite doubles. */
export class FixedPoint {
  readonly #limbs = new Float64Array(limbs);
  #sinceNormalized = 0;

  add(value: number): void {
    if (value === 0) return;
    view.setFloat64(0, value);
    const high = view.getUint32(0);
    const low = view.getUint32(4);
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

  merge(other: FixedPoint): void {
    this.#normalize();
    other.#normalize();
    for (let index = 0; index < limbs; index++)
      this.#limbs[index] = (this.#limbs[index] as number) + (other.#limbs[index] as number);
    this.#sinceNormalized++;
  }

  /** The sum times 2^1074. */
  total(): bigint {
    this.#normalize();
    let total = 0n;
    for (let index = limbs - 1; index >= 0; index--)
      total = total * BigInt(limbSize) + BigInt(this.#limbs[index] as number);
    return total;
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
