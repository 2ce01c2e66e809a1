import { InvalidArgumentError } from "../core/index.js";
import { hashText } from "./random/hash-text.js";

/** A count as plain JSON; equal counts give equal JSON. */
export interface DistinctCountJson {
  readonly kept: number;
  readonly hashes: readonly number[];
}

/**
 * How many different texts there were, in bounded memory: the smallest hashes are kept, and how far up they reach tells how many there are
 * (Bar-Yossef et al. 2002, k minimum values). Exact below `kept` texts, within about 1/√kept above. Merging gives the count of the whole.
 */
export class DistinctCount {
  readonly kept: number;
  /** Rising. Once full, only what is smaller than the last enters. */
  readonly #hashes: number[] = [];

  /** @param kept Hashes kept at most. @default 512, within 4.4 % */
  constructor(kept = 512) {
    if (!Number.isSafeInteger(kept) || kept < 16)
      throw new InvalidArgumentError("distinct count", "`kept` to be a whole number from 16", kept);
    this.kept = kept;
  }

  add(text: string): void {
    this.addHash(hashText(text));
  }

  /** For whoever has hashed the text already. @param hash As `hashText` gives it. */
  addHash(hash: number): void {
    const hashes = this.#hashes;
    const isFull = hashes.length >= this.kept;
    if (isFull && hash >= (hashes[this.kept - 1] as number)) return;
    let [low, high] = [0, hashes.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((hashes[middle] as number) < hash) low = middle + 1;
      else high = middle;
    }
    if (hashes[low] === hash) return;
    hashes.splice(low, 0, hash);
    if (isFull) hashes.pop();
  }

  /** @throws {InvalidArgumentError} the other keeps another number of hashes. */
  merge(other: DistinctCount): void {
    if (other.kept !== this.kept)
      throw new InvalidArgumentError("distinct count", `${this.kept} hashes kept`, other.kept);
    for (const hash of other.#hashes) this.addHash(hash);
  }

  /** A whole number. */
  get estimate(): number {
    if (this.#hashes.length < this.kept) return this.#hashes.length;
    return Math.round((this.kept - 1) / (((this.#hashes[this.kept - 1] as number) + 1) / 2 ** 32));
  }

  toJSON(): DistinctCountJson {
    return { kept: this.kept, hashes: [...this.#hashes] };
  }

  static fromJSON({ kept, hashes }: DistinctCountJson): DistinctCount {
    const count = new DistinctCount(kept);
    for (const hash of hashes) count.addHash(hash);
    return count;
  }
}
