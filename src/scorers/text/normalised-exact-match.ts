import { checkOptions } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { bestGold, type WhichGold } from "./best-gold.js";
import { normaliseText } from "./normalise-text.js";
import { longestText, nothingMeasured, readGolds, unread } from "./read-texts.js";
import type { TaskScore } from "./task-score.js";
import { type TextOptions, textRules, type UnreadRule } from "./text-options.js";

/** The texts as they were compared. */
export interface NormalisedTexts {
  readonly answer: string;
  readonly gold: string;
}

const place = "normalised exact match";

/**
 * 1 where the texts are equal after normalisation, else 0. As SQuAD's `exact_match`: lower case, no punctuation, no articles, single
 * spaces; unlike it, signs, decimal points, `%` and currency signs are kept (SQuAD takes `-32%` for `32` and `1.5` for `15`), and
 * full-width forms are the plain ones (NFKC). Of several golds one has to be equal.
 * @throws {InvalidArgumentError} a gold says nothing or is too long, or an option is none.
 */
export function normalisedExactMatch(
  gold: string | readonly string[],
  answer: string,
  options: Pick<TextOptions, "maximumLength"> = {},
): TaskScore<"exact" | "text-differs" | UnreadRule, NormalisedTexts & WhichGold> {
  checkOptions(place, options, { maximumLength: textRules.maximumLength });
  const { maximumLength = longestText } = options;
  const golds = readGolds(place, gold, maximumLength).map((one) => {
    const normalised = normaliseText(one);
    if (normalised === "") throw new InvalidArgumentError(place, "a gold that says something", one);
    return normalised;
  });
  const trouble = unread(place, answer, maximumLength);
  if (trouble !== undefined) return nothingMeasured(trouble);
  const mine = normaliseText(answer);
  if (mine === "") return nothingMeasured("no-answer");
  const found = bestGold(golds, "exact", 1, (theirs) => ({
    score: mine === theirs ? 1 : 0,
    details: { answer: mine, gold: theirs },
  }));
  return { ...found, rule: found.match ? "exact" : "text-differs" };
}
