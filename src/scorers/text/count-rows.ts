import { checkArguments, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { longestText, readGolds, unread } from "./read-texts.js";
import { type TextOptions, textRules } from "./text-options.js";

export type CorpusOptions = Pick<TextOptions, "maximumLength">;

export const corpusRules: OptionRules<CorpusOptions> = { maximumLength: textRules.maximumLength };

/** The counts of each row of a corpus; what cannot be read counts as empty, so that it costs recall and brevity. */
export function countRows<Counts>(
  place: string,
  golds: readonly (string | readonly string[])[],
  answers: readonly string[],
  { maximumLength = longestText }: CorpusOptions,
  count: (golds: readonly string[], answer: string) => Counts,
): Counts[] {
  checkArguments(place, { golds, answers }, { golds: option.rows, answers: option.rows });
  if (answers.length !== golds.length)
    throw new InvalidArgumentError(place, `as many answers as the ${golds.length} golds`, answers.length);
  return golds.map((gold, row) => {
    const answer = answers[row] ?? "";
    const readable = unread(answer, maximumLength) === undefined;
    return count(readGolds(place, gold, maximumLength), readable ? answer : "");
  });
}
