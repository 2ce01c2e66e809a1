import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { bestGold, type WhichGold } from "./best-gold.js";
import { countCodes, encodeTokens, sharedCount } from "./n-grams.js";
import { normaliseText } from "./normalise-text.js";
import { type Overlap, overlap } from "./overlap.js";
import { longestText, nothingMeasured, readGolds, unread } from "./read-texts.js";
import type { TaskScore } from "./task-score.js";
import { type TextOptions, textRules, type UnreadRule } from "./text-options.js";
import { pieces } from "./words.js";

export interface TokenF1Options extends TextOptions {
  /**
   * What a gold without words means: `refuse` takes it for a mistake of its author, `unanswerable` for a question without an answer
   * (SQuAD 2): then an empty answer scores 1 and any other 0.
   * @default "refuse"
   */
  readonly emptyGold?: "refuse" | "unanswerable";
}

const rules: OptionRules<TokenF1Options> = { ...textRules, emptyGold: option.oneOf("refuse", "unanswerable") };
const place = "token F1";

/**
 * The F1 of shared words, each counted as often as both have it, after the normalisation of `normalisedExactMatch`: SQuAD's `f1`
 * without its defects (a lost sign or decimal point; two empty answers scoring 0 in version 1.1; Chinese and Japanese answers taken
 * for one word). Of several golds the best counts. Symmetric in answer and gold where both have words.
 * @throws {InvalidArgumentError} a gold has no words and `emptyGold` does not allow it, a gold is too long, or an option is none.
 */
export function tokenF1(
  gold: string | readonly string[],
  answer: string,
  options: TokenF1Options = {},
): TaskScore<"token-f1" | "unanswerable" | UnreadRule, Overlap & WhichGold> {
  checkOptions(place, options, rules);
  const { threshold = 1, maximumLength = longestText, emptyGold = "refuse" } = options;
  const golds = readGolds(place, gold, maximumLength).map((one) => {
    const tokens = contentOf(one);
    if (tokens.length === 0 && emptyGold === "refuse")
      throw new InvalidArgumentError(place, "a gold that says something", one);
    return tokens;
  });
  const trouble = unread(place, answer, maximumLength);
  if (trouble !== undefined) return nothingMeasured(trouble);
  const mine = contentOf(answer);
  if (mine.length === 0) {
    const unanswerable = golds.findIndex((tokens) => tokens.length === 0);
    if (unanswerable < 0) return nothingMeasured("no-answer");
    const details = { precision: 1, recall: 1, goldIndex: unanswerable };
    return { match: true, score: 1, rule: "unanswerable", warnings: [], details };
  }
  if (golds.every((tokens) => tokens.length === 0)) return nothingMeasured("unanswerable");
  return bestGold(golds, "token-f1", threshold, (theirs) => {
    const { codes, distinct } = encodeTokens([mine, theirs]);
    const [left, right] = codes.map((one) => countCodes(one, distinct));
    const shared = left === undefined || right === undefined ? 0 : sharedCount(left, right);
    return overlap(shared, theirs.length, mine.length);
  });
}

const articles = new Set(["a", "an", "the"]);

/** The words without articles, unless it has no others. */
function contentOf(text: string): string[] {
  const all = pieces(normaliseText(text));
  const content = all.filter((word) => !articles.has(word));
  return content.length > 0 ? content : all;
}
