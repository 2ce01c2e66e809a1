import { type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { countCodes, nGramsUpTo, sharedCount } from "./n-grams.js";

/** What chrF is computed from: one entry for each order, those of characters first. Counts of several texts add up. Plain JSON. */
export interface ChrFCounts {
  /** Runs of the answer; 0 where the gold has none of that order. */
  readonly answer: readonly number[];
  /** Runs of the gold. */
  readonly gold: readonly number[];
  readonly matched: readonly number[];
}

export interface ChrFCountOptions {
  /** The longest runs of characters (code points), 1 to 20. @default 6 */
  readonly characterOrder?: number;
  /** The longest runs of words, 0 to 9; 2 makes it chrF++. @default 0 */
  readonly wordOrder?: number;
  /** Whether case is ignored. @default false */
  readonly lowercase?: boolean;
  /** Whether spaces count as characters. @default false */
  readonly whitespace?: boolean;
}

export const chrFCountRules: OptionRules<ChrFCountOptions> = {
  characterOrder: option.wholeNumber({ minimum: 1, maximum: 20 }),
  wordOrder: option.wholeNumber({ minimum: 0, maximum: 9 }),
  lowercase: option.flag,
  whitespace: option.flag,
};

/** The counts against each gold. */
export function countChrFOf(
  place: string,
  golds: readonly string[],
  answer: string,
  options: ChrFCountOptions,
): ChrFCounts[] {
  const { characterOrder = 6, wordOrder = 0, lowercase = false, whitespace = false } = options;
  const texts = [answer, ...golds].map((text) => (lowercase ? text.toLowerCase() : text));
  const characters = texts.map((text) => [...(whitespace ? text : text.replace(/\s+/gu, ""))]);
  const empty = characters.findIndex((list, index) => index > 0 && list.length === 0);
  if (empty > 0) throw new InvalidArgumentError(place, "a gold with characters", golds[empty - 1]);
  const counts = golds.map(() => ({ answer: [] as number[], gold: [] as number[], matched: [] as number[] }));
  const count = (sequences: readonly (readonly string[])[], order: number) => {
    for (const { codes, distinct } of nGramsUpTo(sequences, order)) {
      const [mine, ...others] = codes.map((one) => countCodes(one, distinct));
      for (const [index, theirs] of others.entries()) {
        const ofGold = codes[index + 1]?.length ?? 0;
        counts[index]?.answer.push(ofGold === 0 ? 0 : (codes[0]?.length ?? 0));
        counts[index]?.gold.push(ofGold);
        counts[index]?.matched.push(mine === undefined ? 0 : sharedCount(mine, theirs));
      }
    }
  };
  count(characters, characterOrder);
  if (wordOrder > 0) count(texts.map(chrFWords), wordOrder);
  return counts;
}

/**
 * The counts of several texts together.
 * @throws {InvalidArgumentError} they are of different orders.
 */
export function mergeChrFCounts(counts: readonly ChrFCounts[]): ChrFCounts {
  const orders = counts[0]?.matched.length ?? 0;
  for (const one of counts)
    for (const list of [one.answer, one.gold, one.matched])
      if (list.length !== orders) throw new InvalidArgumentError("chrF", `counts of ${orders} orders`, list.length);
  const sum = (name: keyof ChrFCounts) =>
    Array.from({ length: orders }, (_, order) => counts.reduce((total, one) => total + (one[name][order] ?? 0), 0));
  return { answer: sum("answer"), gold: sum("gold"), matched: sum("matched") };
}

const mark = /[!-/:-@[-`{-~]/;

/** Words with one mark of punctuation split off, the last before the first: `(hi)` gives `(hi` and `)`, as in sacreBLEU. */
function chrFWords(text: string): string[] {
  return text
    .split(/\s+/u)
    .filter((word) => word !== "")
    .flatMap((word) => {
      const characters = [...word];
      if (characters.length === 1) return [word];
      if (mark.test(characters.at(-1) ?? "")) return [word.slice(0, -1), word.slice(-1)];
      return mark.test(characters[0] ?? "") ? [word.slice(0, 1), word.slice(1)] : [word];
    });
}
