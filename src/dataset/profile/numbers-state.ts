import { ExactSum, type ExactSumJson } from "../../stats/house.js";
import { cutBins } from "./cut-bins.js";
import { NumberCells, type NumberCellsJson } from "./number-cells.js";
import type { NumberProfile } from "./profile.js";

export interface NumbersStateJson {
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly sum: ExactSumJson;
  /** Finite numbers. */
  readonly finite: number;
  /** Rows at −∞ and at +∞. */
  readonly infinite: readonly [number, number];
  readonly counts?: readonly number[];
  readonly cells?: NumberCellsJson;
}

/** Counts numbers into given bins, or into cells of which bins are made at the end. */
export class NumbersState {
  readonly #edges: readonly number[] | undefined;
  readonly #bins: number;
  readonly #whole: boolean;
  readonly #counts: Float64Array;
  readonly #cells = new NumberCells();
  readonly #sum = new ExactSum();
  #finite = 0;
  #minimum = Number.POSITIVE_INFINITY;
  #maximum = Number.NEGATIVE_INFINITY;
  #below = 0;
  #above = 0;

  constructor(edges: readonly number[] | undefined, bins: number, whole: boolean) {
    this.#edges = edges;
    this.#bins = bins;
    this.#whole = whole;
    this.#counts = new Float64Array((edges?.length ?? 0) + 1);
  }

  /** @param given Any number but NaN. */
  add(given: number): void {
    // Zeros of both signs are one number.
    const value = given + 0;
    if (value === Number.NEGATIVE_INFINITY) this.#below++;
    else if (value === Number.POSITIVE_INFINITY) this.#above++;
    else {
      this.#finite++;
      this.#sum.add(value);
      if (value < this.#minimum) this.#minimum = value;
      if (value > this.#maximum) this.#maximum = value;
      if (this.#edges === undefined) this.#cells.add(value);
      else {
        const bin = binOf(value, this.#edges);
        this.#counts[bin] = (this.#counts[bin] as number) + 1;
      }
    }
  }

  merge(json: NumbersStateJson): void {
    this.#finite += json.finite;
    this.#sum.merge(ExactSum.fromJSON(json.sum));
    this.#minimum = Math.min(this.#minimum, json.minimum ?? Number.POSITIVE_INFINITY);
    this.#maximum = Math.max(this.#maximum, json.maximum ?? Number.NEGATIVE_INFINITY);
    this.#below += json.infinite[0];
    this.#above += json.infinite[1];
    json.counts?.forEach((rows, bin) => {
      this.#counts[bin] = (this.#counts[bin] as number) + rows;
    });
    if (json.cells) this.#cells.merge(json.cells);
  }

  toJSON(): NumbersStateJson {
    const [minimum, maximum] = this.#finite === 0 ? [null, null] : [this.#minimum, this.#maximum];
    return {
      minimum,
      maximum,
      sum: this.#sum.toJSON(),
      finite: this.#finite,
      infinite: [this.#below, this.#above],
      ...(this.#edges === undefined ? { cells: this.#cells.toJSON() } : { counts: [...this.#counts] }),
    };
  }

  value(): NumberProfile {
    const { minimum, maximum } = this.toJSON();
    const { edges, counts } =
      this.#edges === undefined
        ? cutBins(this.#cells.toJSON(), {
            bins: this.#bins,
            whole: this.#whole,
            minimum: this.#minimum,
            maximum: this.#maximum,
          })
        : { edges: this.#edges, counts: this.#counts };
    return {
      minimum,
      maximum,
      mean: meanOf(this.#sum.value(), this.#finite),
      edges: [...edges],
      counts: [...counts],
      infinite: [this.#below, this.#above],
    };
  }
}

function meanOf(sum: number, count: number): number | null {
  const mean = sum / count;
  // JSON has no -0.
  return Number.isFinite(mean) ? mean + 0 : null;
}

/** How many edges lie at or below the value. */
function binOf(value: number, edges: readonly number[]): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
