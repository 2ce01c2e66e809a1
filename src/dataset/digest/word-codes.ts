import { InvalidArgumentError } from "../../core/index.js";
import type { TextColumnData } from "../../schema/house.js";
import { isMissing } from "../../schema/house.js";

/**
 * Gives words new codes in order of their first use, so that neither unused words, nor their order, nor a word that stands twice
 * in a foreign dictionary can be seen any more.
 */
export class WordCodes {
  readonly words: string[] = [];
  readonly #codeOf = new Map<string, number>();
  #dictionary: readonly string[] | undefined;
  #translated = new Int32Array(0);

  /** Writes the new codes of rows [start, end) to `target` from `at`; rows without a word get 0. */
  translate(column: TextColumnData, start: number, end: number, target: Int32Array | Uint32Array, at: number): void {
    const { codes, dictionary, validity } = column;
    if (this.#dictionary !== dictionary) {
      this.#dictionary = dictionary;
      this.#translated = new Int32Array(dictionary.length);
    }
    // 0 stands for "not asked yet", so that a fresh array serves: codes are kept one higher.
    const translated = this.#translated;
    for (let row = start; row < end; row++) {
      if (validity !== undefined && isMissing(column, row)) {
        target[at + row - start] = 0;
        continue;
      }
      const code = codes[row] as number;
      let word = translated[code];
      if (word === 0 || word === undefined) {
        word = this.#add(dictionary[code], code) + 1;
        translated[code] = word;
      }
      target[at + row - start] = word - 1;
    }
  }

  #add(word: string | undefined, code: number): number {
    if (word === undefined) throw new InvalidArgumentError("text column", "codes within the dictionary", code);
    const known = this.#codeOf.get(word);
    if (known !== undefined) return known;
    this.#codeOf.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}
