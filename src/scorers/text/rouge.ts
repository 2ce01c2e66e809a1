import { type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { bestGold, type Compared, type WhichGold } from "./best-gold.js";
import type { Overlap } from "./overlap.js";
import { longestText, nothingMeasured, readGolds, unread } from "./read-texts.js";
import type { TaskScore } from "./task-score.js";
import { type TextOptions, textRules, type UnreadRule } from "./text-options.js";
import { words } from "./words.js";

export interface RougeOptions extends TextOptions {
  /**
   * Splits a text into what is counted. @default runs of letters and digits in lower case: on ASCII the tokens of `rouge_score`
   * with `use_stemmer=False`; letters beyond ASCII, which that package drops, count, and Chinese and Japanese go by character.
   */
  readonly tokens?: (text: string) => readonly string[];
}

export const rougeRules: OptionRules<RougeOptions> = { ...textRules, tokens: option.callback };

export type RougeScore<Rule extends string> = TaskScore<Rule | UnreadRule, Overlap & WhichGold>;

/** The options are checked by the caller, who may have more of them. */
export function scoreRouge<Rule extends string>(
  rule: Rule,
  gold: string | readonly string[],
  answer: string,
  { threshold = 1, maximumLength = longestText, tokens = words }: RougeOptions,
  compare: (gold: readonly string[], answer: readonly string[]) => Compared<Overlap>,
): RougeScore<Rule> {
  const golds = readGolds(rule, gold, maximumLength).map((one) => {
    const theirs = tokens(one);
    if (theirs.length === 0) throw new InvalidArgumentError(rule, "a gold with words", one);
    return theirs;
  });
  const trouble = unread(rule, answer, maximumLength);
  if (trouble !== undefined) return nothingMeasured(trouble);
  const mine = tokens(answer);
  if (mine.length === 0) return nothingMeasured("no-answer");
  return bestGold(golds, rule, threshold, (theirs) => compare(theirs, mine));
}
