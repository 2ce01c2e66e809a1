import { type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { type BleuTokens, bleuTokenNames, bleuTokens } from "./bleu-tokens.js";
import { countCodes, nGramsUpTo } from "./n-grams.js";

/** What BLEU is computed from; counts of several texts add up to those of the corpus. Plain JSON. */
export interface BleuCounts {
  /** Tokens of the answer. */
  readonly answerLength: number;
  /** Tokens of the gold nearest in length, of equally near ones the shorter. */
  readonly goldLength: number;
  /** For orders 1, 2, …: runs of the answer that a gold has too, none counted more often than in the gold that has it most. */
  readonly matched: readonly number[];
  /** For orders 1, 2, …: runs of the answer. */
  readonly total: readonly number[];
}

export interface BleuCountOptions {
  /** @default "13a" */
  readonly tokens?: BleuTokens;
  /** Whether case is ignored. @default false */
  readonly lowercase?: boolean;
  /** The longest runs that are counted, 1 to 9. @default 4 */
  readonly maximumOrder?: number;
}

export const bleuCountRules: OptionRules<BleuCountOptions> = {
  tokens: option.oneOf(...bleuTokenNames),
  lowercase: option.flag,
  maximumOrder: option.wholeNumber({ minimum: 1, maximum: 9 }),
};

export function countBleuOf(
  place: string,
  golds: readonly string[],
  answer: string,
  options: BleuCountOptions,
): BleuCounts {
  const { tokens = "13a", lowercase = false, maximumOrder = 4 } = options;
  const read = (text: string) => bleuTokens(lowercase ? text.toLowerCase() : text, tokens);
  const mine = read(answer);
  const theirs = golds.map((gold) => {
    const list = read(gold);
    if (list.length === 0) throw new InvalidArgumentError(place, "a gold with words", gold);
    return list;
  });
  const matched: number[] = [];
  for (const { codes, distinct } of nGramsUpTo([mine, ...theirs], maximumOrder)) {
    const [own, ...others] = codes.map((one) => countCodes(one, distinct));
    let shared = 0;
    for (const [code, count] of (own ?? []).entries())
      if (count > 0) shared += Math.min(count, Math.max(...others.map((counts) => counts[code] ?? 0)));
    matched.push(shared);
  }
  return {
    answerLength: mine.length,
    goldLength: nearest(
      mine.length,
      theirs.map(({ length }) => length),
    ),
    matched,
    total: matched.map((_, index) => Math.max(0, mine.length - index)),
  };
}

/**
 * The counts of several texts together.
 * @throws {InvalidArgumentError} they are of different orders.
 */
export function mergeBleuCounts(counts: readonly BleuCounts[]): BleuCounts {
  const orders = counts[0]?.matched.length ?? 0;
  let [answerLength, goldLength] = [0, 0];
  const [matched, total] = [new Array<number>(orders).fill(0), new Array<number>(orders).fill(0)];
  for (const one of counts) {
    if (one.matched.length !== orders || one.total.length !== orders)
      throw new InvalidArgumentError("BLEU", `counts of ${orders} orders`, one.matched.length);
    answerLength += one.answerLength;
    goldLength += one.goldLength;
    for (let index = 0; index < orders; index++) {
      matched[index] = (matched[index] ?? 0) + (one.matched[index] ?? 0);
      total[index] = (total[index] ?? 0) + (one.total[index] ?? 0);
    }
  }
  return { answerLength, goldLength, matched, total };
}

function nearest(length: number, lengths: readonly number[]): number {
  return lengths.reduce((best, one) => {
    const closer = Math.abs(one - length) - Math.abs(best - length);
    return closer < 0 || (closer === 0 && one < best) ? one : best;
  });
}
