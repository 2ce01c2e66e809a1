import { InvalidArgumentError } from "../../core/index.js";
import { parts } from "../assignment/hash-unit.js";
import type { Contrast } from "./contrast.js";

/** Whole numbers: requests and events of either arm, the information, and the cells that hold anything with their four sums. */
export interface ArmContrastJson {
  readonly champion: { readonly requests: number; readonly events: number };
  readonly canary: { readonly requests: number; readonly events: number };
  readonly information: number;
  readonly cells: readonly (readonly number[])[];
}

/** Units are spread over so many groups by their hash: memory is bounded, and the variance is known to √(2/cells). */
const cells = 512;

/**
 * Counts something that happens to requests of both arms, with a variance that knows that requests of one unit belong together.
 *
 * A unit's arm is drawn with a known probability, the share. So a request's (A − share) · (Y − rate), where A is 1 in the canary's arm, Y is 1
 * where it happened and rate is that of both arms together, is zero on average when the versions are equal: whatever shares, outages and
 * habits of users do. The requests of a unit all have its one draw; their sum is one observation. Units are added up in cells, which are
 * independent of each other. The variance is the larger of two: the cells' sums squared as they came out, and as they could have come
 * out. (Two thirds of the latter and one third of the former suffice for any distribution: Delyon 2009, "Exponential inequalities for sums of
 * weakly dependent variables", theorem 4; the larger one also holds where the arms differ in more than their rate.)
 *
 * All sums are whole numbers, in parts per million, so that those of several processes add up to those of the whole.
 */
export class ArmContrast {
  readonly #champion = { requests: 0, events: 0 };
  readonly #canary = { requests: 0, events: 0 };
  #information = 0;
  /** By cell, four numbers: the sum of A − share where it happened and over all requests, and of its standard deviation likewise. */
  readonly #sums = new Float64Array(4 * cells);
  /** The same over all cells, and six sums of products over cells: kept, so that a look costs nothing. */
  readonly #total = new Float64Array(4);
  readonly #products = new Float64Array(6);

  /** @param share The canary's, in parts per million, at that moment. @param hash The unit's, as `hashText` gives it. */
  record(arm: "champion" | "canary", share: number, hash: number, event: boolean): void {
    const counts = arm === "canary" ? this.#canary : this.#champion;
    counts.requests++;
    if (event) counts.events++;
    const information = Math.round((share * (parts - share)) / parts);
    this.#information += information;
    const draw = arm === "canary" ? parts - share : -share;
    const spread = Math.round(Math.sqrt(information * parts));
    this.#add(hash % cells, event ? draw : 0, draw, event ? spread : 0, spread);
  }

  merge(other: ArmContrast): void {
    this.#addCounts(other.#champion, other.#canary, other.#information);
    for (let cell = 0; cell < cells; cell++) this.#add(cell, ...other.#cell(cell));
  }

  contrast(): Contrast {
    const [champion, canary] = [{ ...this.#champion }, { ...this.#canary }];
    const requests = champion.requests + canary.requests;
    const rate = requests === 0 ? 0 : (champion.events + canary.events) / requests;
    const [drawnEvents = 0, drawn = 0] = this.#total;
    const [aa = 0, ab = 0, bb = 0, cc = 0, cd = 0, dd = 0] = this.#products;
    const realised = aa - 2 * rate * ab + rate * rate * bb;
    const expected = cc - 2 * rate * cd + rate * rate * dd;
    return {
      champion,
      canary,
      sum: (drawnEvents - rate * drawn) / parts,
      variance: Math.max(realised, expected, 0) / (parts * parts),
      information: champion.requests === 0 || canary.requests === 0 ? 0 : this.#information / parts,
    };
  }

  toJSON(): ArmContrastJson {
    const held = Array.from({ length: cells }, (_, cell) => [cell, ...this.#cell(cell)]);
    return {
      champion: { ...this.#champion },
      canary: { ...this.#canary },
      information: this.#information,
      cells: held.filter(([_, ...sums]) => sums.some((sum) => sum !== 0)),
    };
  }

  /** @throws {InvalidArgumentError} it names a cell that there is not. */
  static fromJSON({ champion, canary, information, cells: held }: ArmContrastJson): ArmContrast {
    const contrast = new ArmContrast();
    contrast.#addCounts(champion, canary, information);
    for (const [cell = -1, a = 0, b = 0, c = 0, d = 0] of held) {
      if (!(Number.isSafeInteger(cell) && cell >= 0 && cell < cells))
        throw new InvalidArgumentError("arm contrast", `a cell from 0 to ${cells - 1}`, cell);
      contrast.#add(cell, a, b, c, d);
    }
    return contrast;
  }

  #addCounts(champion: Contrast["champion"], canary: Contrast["canary"], information: number): void {
    this.#champion.requests += champion.requests;
    this.#champion.events += champion.events;
    this.#canary.requests += canary.requests;
    this.#canary.events += canary.events;
    this.#information += information;
  }

  #cell(cell: number): [number, number, number, number] {
    const [a = 0, b = 0, c = 0, d = 0] = this.#sums.subarray(4 * cell, 4 * cell + 4);
    return [a, b, c, d];
  }

  #add(cell: number, a: number, b: number, c: number, d: number): void {
    const [sums, total, products, place] = [this.#sums, this.#total, this.#products, 4 * cell];
    const [a0, b0] = [sums[place] as number, sums[place + 1] as number];
    const [c0, d0] = [sums[place + 2] as number, sums[place + 3] as number];
    const [a1, b1, c1, d1] = [a0 + a, b0 + b, c0 + c, d0 + d];
    sums[place] = a1;
    sums[place + 1] = b1;
    sums[place + 2] = c1;
    sums[place + 3] = d1;
    total[0] = (total[0] as number) + a;
    total[1] = (total[1] as number) + b;
    products[0] = (products[0] as number) + a1 * a1 - a0 * a0;
    products[1] = (products[1] as number) + a1 * b1 - a0 * b0;
    products[2] = (products[2] as number) + b1 * b1 - b0 * b0;
    products[3] = (products[3] as number) + c1 * c1 - c0 * c0;
    products[4] = (products[4] as number) + c1 * d1 - c0 * d0;
    products[5] = (products[5] as number) + d1 * d1 - d0 * d0;
  }
}
