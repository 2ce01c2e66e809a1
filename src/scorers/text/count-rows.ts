import { checkArguments, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { longestText, readGolds, unread } from "./read-texts.js";
import { type TextOptions, textRules } from "./text-options.js";

export type CorpusOptions = Pick<TextOptions, "maximumLength">;

export const corpusRules: OptionRules<CorpusOptions> = { maximumLength: textRules.maximumLength };

const list = option.listOf(option.anything);

/** The counts of each row of a corpus; what is too long counts as empty, so that it costs recall and brevity. */
export function countRows<Counts>(
  place: string,
  golds: readonly (string | readonly string[])[],
  answers: readonly string[],
  { maximumLength = longestText }: CorpusOptions,
  count: (golds: readonly string[], answer: string) => Counts,
): Counts[] {
  checkArguments(place, { golds, answers }, { golds: list, answers: list });
  if (answers.length !== golds.length)
    throw new InvalidArgumentError(place, `as many answers as the ${golds.length} golds`, answers.length);
  return golds.map((gold, row) => {
    const [answer, ofRow] = [answers[row] as string, `${place} of row ${row}`];
    const readable = unread(ofRow, answer, maximumLength) === undefined;
    return count(readGolds(ofRow, gold, maximumLength), readable ? answer : "");
  });
}
