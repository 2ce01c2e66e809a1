/** Words with their rows. */
export type WordCountsJson = readonly (readonly [word: string, rows: number])[];

const longestWord = 256;

/**
 * How often words occur, of at most `limit` different ones: beyond that, those whose hashes are the smallest, each with its exact count,
 * whatever the order, batching and merging. Very long words and ill-formed ones are not kept.
 */
export class WordCounts {
  readonly #limit: number;
  #counts = new Map<string, number>();
  /** Words of larger hashes have been forgotten for good. */
  #largest = Number.POSITIVE_INFINITY;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(word: string, times = 1, hash = hashWord(word)): void {
    if (hash > this.#largest) return;
    const known = this.#counts.get(word);
    if (known === undefined && (word.length > longestWord || /\p{Surrogate}/u.test(word))) return;
    this.#counts.set(word, (known ?? 0) + times);
    if (this.#counts.size > 2 * this.#limit) this.#forget();
  }

  merge(counts: WordCountsJson): void {
    for (const [word, rows] of counts) this.add(word, rows);
  }

  /** The most frequent first, equal ones in order of their UTF-16 code units. */
  toJSON(): WordCountsJson {
    this.#forget();
    return [...this.#counts].sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1));
  }

  // Which words are kept depends only on which were there: one that was forgotten has so many before it for good.
  #forget(): void {
    if (this.#counts.size <= this.#limit) return;
    const kept = [...this.#counts]
      .map(([word, rows]) => ({ word, rows, hash: hashWord(word) }))
      .sort((left, right) => left.hash - right.hash || (left.word < right.word ? -1 : 1))
      .slice(0, this.#limit);
    this.#largest = kept.at(-1)?.hash ?? this.#largest;
    this.#counts = new Map(kept.map(({ word, rows }) => [word, rows]));
  }
}

/** FNV-1a of 32 bits over UTF-16 code units, mixed once more. */
export function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
