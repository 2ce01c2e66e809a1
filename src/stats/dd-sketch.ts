import { InvalidArgumentError } from "../core/index.js";
import { ExactSum, type ExactSumJson } from "./exact/exact-sum.js";

/** A sketch as plain JSON; equal sketches give equal JSON. */
export type DDSketchJson = {
  readonly relativeAccuracy: number;
  readonly count: number;
  readonly zeros: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly sum: ExactSumJson;
  readonly positive: readonly (readonly [number, number])[];
  readonly negative: readonly (readonly [number, number])[];
};

const maximumBins = 2048;

/**
 * Quantiles of a stream within a relative error (Masson, Rim and Lee 2019, DDSketch): bins grow by gamma = (1 + a)/(1 − a).
 * Merging sketches gives the sketch of the whole, in any order. Beyond 2048 bins a side, the bins nearest zero are joined.
 */
export class DDSketch {
  readonly relativeAccuracy: number;
  readonly #gamma: number;
  readonly #logGamma: number;
  readonly #positive = new Map<number, number>();
  readonly #negative = new Map<number, number>();
  #zeros = 0;
  #count = 0;
  #sum = new ExactSum();
  #minimum = Number.POSITIVE_INFINITY;
  #maximum = Number.NEGATIVE_INFINITY;

  /** @param relativeAccuracy How far a quantile may be off, as a share of itself. @default 0.01 */
  constructor(relativeAccuracy = 0.01) {
    if (!(relativeAccuracy > 0 && relativeAccuracy < 1))
      throw new InvalidArgumentError("DDSketch", "`relativeAccuracy` between 0 and 1", relativeAccuracy);
    this.relativeAccuracy = relativeAccuracy;
    this.#gamma = (1 + relativeAccuracy) / (1 - relativeAccuracy);
    this.#logGamma = Math.log(this.#gamma);
  }

  /** NaN and infinities are passed over. */
  add(value: number, times = 1): void {
    if (!(Number.isSafeInteger(times) && times >= 0))
      throw new InvalidArgumentError("DDSketch", "`times` to be a whole number from 0", times);
    if (!Number.isFinite(value) || times === 0) return;
    this.#count += times;
    this.#sum.addProduct(value, times);
    // JSON has no −0.
    if (value < this.#minimum) this.#minimum = value + 0;
    if (value > this.#maximum) this.#maximum = value + 0;
    if (Math.abs(value) < Number.MIN_VALUE * 2 ** 52) {
      this.#zeros += times;
      return;
    }
    const bins = value > 0 ? this.#positive : this.#negative;
    const index = Math.ceil(Math.log(Math.abs(value)) / this.#logGamma);
    bins.set(index, (bins.get(index) ?? 0) + times);
    collapse(bins);
  }

  /** @throws {InvalidArgumentError} the other has another relative accuracy. */
  merge(other: DDSketch): void {
    if (other.relativeAccuracy !== this.relativeAccuracy)
      throw new InvalidArgumentError("DDSketch", `relative accuracy ${this.relativeAccuracy}`, other.relativeAccuracy);
    this.#count += other.#count;
    this.#sum.merge(other.#sum);
    this.#zeros += other.#zeros;
    this.#minimum = Math.min(this.#minimum, other.#minimum);
    this.#maximum = Math.max(this.#maximum, other.#maximum);
    for (const [mine, theirs] of [
      [this.#positive, other.#positive],
      [this.#negative, other.#negative],
    ] as const) {
      for (const [index, times] of theirs) mine.set(index, (mine.get(index) ?? 0) + times);
      collapse(mine);
    }
  }

  /** The value at rank q · (count − 1); undefined of nothing. @throws {InvalidArgumentError} q is not between 0 and 1. */
  quantile(q: number): number | undefined {
    if (!(q >= 0 && q <= 1)) throw new InvalidArgumentError("DDSketch", "a quantile between 0 and 1", q);
    if (this.#count === 0) return undefined;
    let left = q * (this.#count - 1);
    for (const [index, times] of sorted(this.#negative).reverse()) {
      left -= times;
      if (left < 0) return this.#clamp(-this.#valueOf(index));
    }
    left -= this.#zeros;
    if (left < 0) return 0;
    for (const [index, times] of sorted(this.#positive)) {
      left -= times;
      if (left < 0) return this.#clamp(this.#valueOf(index));
    }
    return this.#maximum;
  }

  /** What is exact of it. */
  value(): Pick<DDSketch, "count" | "sum" | "minimum" | "maximum"> {
    const { count, sum, minimum, maximum } = this;
    return { count, sum, minimum, maximum };
  }

  get count(): number {
    return this.#count;
  }
  get sum(): number {
    return this.#sum.value();
  }
  get minimum(): number | undefined {
    return this.#count === 0 ? undefined : this.#minimum;
  }
  get maximum(): number | undefined {
    return this.#count === 0 ? undefined : this.#maximum;
  }

  toJSON(): DDSketchJson {
    return {
      relativeAccuracy: this.relativeAccuracy,
      count: this.#count,
      zeros: this.#zeros,
      minimum: this.minimum ?? null,
      maximum: this.maximum ?? null,
      sum: this.#sum.toJSON(),
      positive: sorted(this.#positive),
      negative: sorted(this.#negative),
    };
  }

  static create(): DDSketch {
    return new DDSketch();
  }

  /** @throws {InvalidArgumentError} it is no JSON of a sketch. */
  static fromJSON(json: DDSketchJson): DDSketch {
    if (!Array.isArray(json?.positive) || !Array.isArray(json.negative))
      throw new InvalidArgumentError("DDSketch", "the JSON of a sketch", json);
    const sketch = new DDSketch(json.relativeAccuracy);
    sketch.#count = json.count;
    sketch.#zeros = json.zeros;
    sketch.#sum = ExactSum.fromJSON(json.sum);
    sketch.#minimum = json.minimum ?? Number.POSITIVE_INFINITY;
    sketch.#maximum = json.maximum ?? Number.NEGATIVE_INFINITY;
    for (const [index, times] of json.positive) sketch.#positive.set(index, times);
    for (const [index, times] of json.negative) sketch.#negative.set(index, times);
    return sketch;
  }

  /** The middle of a bin in relative terms. */
  #valueOf(index: number): number {
    return (2 * Math.exp(index * this.#logGamma)) / (this.#gamma + 1);
  }

  #clamp(value: number): number {
    return Math.min(Math.max(value, this.#minimum), this.#maximum);
  }
}

function sorted(bins: ReadonlyMap<number, number>): (readonly [number, number])[] {
  return [...bins].sort(([left], [right]) => left - right);
}

function collapse(bins: Map<number, number>): void {
  if (bins.size <= maximumBins) return;
  const order = sorted(bins);
  const surplus = order.length - maximumBins;
  let moved = 0;
  for (const [index, times] of order.slice(0, surplus)) {
    bins.delete(index);
    moved += times;
  }
  const [lowest, times] = order[surplus] as readonly [number, number];
  bins.set(lowest, times + moved);
}
