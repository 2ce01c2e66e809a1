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
  readonly #hashes = new Set<number>();
  /** The largest hash kept; once full, only smaller ones enter. */
  #largest = -1;

  /** @param kept Hashes kept at most. @default 512, within 4.4 % */
  constructor(kept = 512) {
    if (!Number.isSafeInteger(kept) || kept < 16)
      throw new InvalidArgumentError("distinct count", "`kept` to be a whole number from 16", kept);
    this.kept = kept;
  }

  add(text: string): void {
    this.#addHash(hashText(text));
  }

  /** @throws {InvalidArgumentError} the other keeps another number of hashes. */
  merge(other: DistinctCount): void {
    if (other.kept !== this.kept)
      throw new InvalidArgumentError("distinct count", `${this.kept} hashes kept`, other.kept);
    for (const hash of other.#hashes) this.#addHash(hash);
  }

  /** A whole number. */
  get estimate(): number {
    if (this.#hashes.size < this.kept) return this.#hashes.size;
    return Math.round((this.kept - 1) / ((this.#largest + 1) / 2 ** 32));
  }

  toJSON(): DistinctCountJson {
    return { kept: this.kept, hashes: [...this.#hashes].sort((left, right) => left - right) };
  }

  static fromJSON({ kept, hashes }: DistinctCountJson): DistinctCount {
    const count = new DistinctCount(kept);
    for (const hash of hashes) count.#addHash(hash);
    return count;
  }

  #addHash(hash: number): void {
    const full = this.#hashes.size >= this.kept;
    if ((full && hash >= this.#largest) || this.#hashes.has(hash)) return;
    this.#hashes.add(hash);
    if (full) {
      this.#hashes.delete(this.#largest);
      this.#largest = Math.max(...this.#hashes);
    } else if (hash > this.#largest) this.#largest = hash;
  }
}
