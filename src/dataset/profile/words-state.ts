import type { CategoryProfile } from "./profile.js";
import { hashWord, WordCounts, type WordCountsJson } from "./word-counts.js";

export interface WordsStateJson {
  /** Of the listed words, in their order. */
  readonly counts?: readonly number[];
  readonly words: WordCountsJson;
  /** Rows of those words by their hashes. */
  readonly byHash: readonly number[];
}

const mostLearned = 10_000;
const mostUnlisted = 1_000;
const parts = 64;

/** Counts words into a given list, or all of them, of which the most frequent are listed at the end. */
export class WordsState {
  readonly #listed: readonly string[] | undefined;
  readonly #codes: ReadonlyMap<string, number>;
  readonly #counts: Float64Array;
  readonly #words: WordCounts;
  readonly #byHash = new Float64Array(parts);
  readonly #limit: number;

  /** @param limit How many words are listed, when no list is given. */
  constructor(listed: readonly string[] | undefined, limit: number) {
    this.#listed = listed;
    this.#codes = new Map(listed?.map((word, code) => [word, code]));
    this.#counts = new Float64Array(listed?.length ?? 0);
    this.#words = new WordCounts(listed === undefined ? mostLearned : mostUnlisted);
    this.#limit = limit;
  }

  add(word: string, times: number): void {
    const code = this.#codes.get(word);
    if (code === undefined) {
      const hash = hashWord(word);
      this.#words.add(word, times, hash);
      addTo(this.#byHash, hash % parts, times);
    } else this.#counts[code] = (this.#counts[code] as number) + times;
  }

  merge({ counts, words, byHash }: WordsStateJson): void {
    counts?.forEach((rows, code) => void addTo(this.#counts, code, rows));
    byHash.forEach((rows, part) => void addTo(this.#byHash, part, rows));
    this.#words.merge(words);
  }

  toJSON(): WordsStateJson {
    const words = this.#words.toJSON();
    const byHash = this.#byHash.some((rows) => rows > 0) ? [...this.#byHash] : [];
    return { ...(this.#listed !== undefined && { counts: [...this.#counts] }), words, byHash };
  }

  /** @param rows Rows that have a word. */
  value(rows: number): CategoryProfile {
    const words = this.#words.toJSON();
    if (this.#listed !== undefined) {
      const counts = [...this.#counts];
      const other = rows - counts.reduce((sum, count) => sum + count, 0);
      return {
        words: [...this.#listed],
        counts,
        other,
        ...(other > 0 && { otherByHash: [...this.#byHash] }),
        ...(words.length > 0 && { unlisted: words }),
      };
    }
    // A word that stands once is no category, but may well be somebody's name.
    const listed = words.slice(0, this.#limit).filter(([, count]) => count > 1);
    const counts = listed.map(([, count]) => count);
    const other = rows - counts.reduce((sum, one) => sum + one, 0);
    const otherByHash = [...this.#byHash];
    for (const [word, count] of listed) addTo(otherByHash, hashWord(word) % parts, -count);
    return { words: listed.map(([word]) => word), counts, other, ...(other > 0 && { otherByHash }) };
  }
}

function addTo(counts: Float64Array | number[], index: number, rows: number): void {
  counts[index] = (counts[index] as number) + rows;
}
