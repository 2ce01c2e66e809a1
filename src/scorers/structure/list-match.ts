import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { type AlignedPair, alignItems } from "./align-items.js";
import { jsonKey } from "./json-key.js";

export interface ListMatchOptions<T> {
  /**
   * How right an item of the answer is for an item of the gold, 0 to 1: a number or the result of another metric.
   * @default 1 where both are equal as JSON, else 0
   */
  readonly item?: (gold: T, answer: T) => number | { readonly score: number };
  /** Whether matched items must stand in the gold's order. @default false */
  readonly order?: boolean;
  /** Longer golds are refused, longer answers score 0: the work grows with the cube of the length. @default 500 */
  readonly maximumItems?: number;
}

export interface ListMatch {
  /** 2 · the matched items' scores / (items of the answer + items of the gold): the F1 of items. Two empty lists score 1. */
  readonly score: number;
  readonly match: boolean;
  /** `order`: every item is there, in another order than asked for. `too-large`: the answer has more than `maximumItems`. */
  readonly rule: "all" | "some" | "none" | "order" | "too-large";
  /** Pairs that score more than 0, by the gold's index. */
  readonly matched: readonly AlignedPair[];
  /** Indexes of the gold's items without a partner. */
  readonly missing: readonly number[];
  /** Indexes of the answer's items without a partner. */
  readonly extra: readonly number[];
}

export const setRules: OptionRules<Omit<ListMatchOptions<unknown>, "order">> = {
  item: option.callback,
  maximumItems: option.count,
};
const rules: OptionRules<ListMatchOptions<unknown>> = { ...setRules, order: option.flag };
const place = "list match";

/**
 * How much of a list is there: items are paired one to one so that their scores add up to the most, then counted like F1, so that
 * missing and superfluous items cost alike. Order is ignored unless asked for.
 * @throws {InvalidArgumentError} an option is none, the gold is longer than `maximumItems` or an item score is not between 0 and 1.
 */
export function listMatch<T>(gold: readonly T[], answer: readonly T[], options: ListMatchOptions<T> = {}): ListMatch {
  checkArguments(
    place,
    { gold, answer },
    { gold: option.listOf(option.anything), answer: option.listOf(option.anything) },
  );
  checkOptions(place, options, rules);
  const { item, order = false, maximumItems = 500 } = options;
  if (gold.length > maximumItems)
    throw new InvalidArgumentError(place, `a gold of at most ${maximumItems} items`, gold.length);
  if (answer.length > maximumItems)
    return { score: 0, match: false, rule: "too-large", matched: [], missing: [...gold.keys()], extra: [] };
  const score = item === undefined ? equality(gold, answer) : scorer(gold, answer, item);
  const align = (inOrder: boolean) =>
    alignItems(gold.length, answer.length, score, inOrder).filter((pair) => pair.score > 0);
  const matched = align(order);
  const share = shareOf(matched, answer.length + gold.length);
  const shuffled = order && share < 1 && shareOf(align(false), answer.length + gold.length) === 1;
  const [found, used] = [new Set(matched.map((pair) => pair.gold)), new Set(matched.map((pair) => pair.answer))];
  return {
    score: share,
    match: share === 1,
    rule: share === 1 ? "all" : shuffled ? "order" : share === 0 ? "none" : "some",
    matched,
    missing: [...gold.keys()].filter((index) => !found.has(index)),
    extra: [...answer.keys()].filter((index) => !used.has(index)),
  };
}

function shareOf(pairs: readonly AlignedPair[], items: number): number {
  return items === 0 ? 1 : (2 * pairs.reduce((sum, { score }) => sum + score, 0)) / items;
}

function equality(gold: readonly unknown[], answer: readonly unknown[]) {
  const mine = answer.map((value) => jsonKey(value));
  const theirs = gold.map((value, index) => {
    const key = jsonKey(value);
    if (key === undefined) throw new InvalidArgumentError(place, `item ${index} of the gold to be JSON`, value);
    return key;
  });
  return (wanted: number, given: number): number => (theirs[wanted] === mine[given] ? 1 : 0);
}

function scorer<T>(
  gold: readonly T[],
  answer: readonly T[],
  item: (gold: T, answer: T) => number | { readonly score: number },
) {
  return (wanted: number, given: number): number => {
    const said = item(gold[wanted] as T, answer[given] as T);
    const score = typeof said === "number" ? said : said.score;
    if (!(score >= 0 && score <= 1)) throw new InvalidArgumentError(place, "item scores between 0 and 1", score);
    return score;
  };
}
