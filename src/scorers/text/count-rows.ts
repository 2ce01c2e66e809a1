import { checkArguments, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { longestText, readGolds, unread } from "./read-texts.js";
import { type TextOptions, textRules } from "./text-options.js";

export type CorpusOptions = Pick<TextOptions, "maximumLength">;

export const corpusRules: OptionRules<CorpusOptions> = { maximumLength: textRules.maximumLength };

/** The counts of each row of a corpus; what cannot be read counts as empty, so that it costs recall and brevity. */
export function countRows<Counts>(
  place: string,
  predictions: readonly string[],
  golds: readonly (string | readonly string[])[],
  { maximumLength = longestText }: CorpusOptions,
  count: (prediction: string, golds: readonly string[]) => Counts,
): Counts[] {
  checkArguments(place, { predictions, golds }, { predictions: option.rows, golds: option.rows });
  if (predictions.length !== golds.length)
    throw new InvalidArgumentError(place, `as many predictions as the ${golds.length} golds`, predictions.length);
  return golds.map((gold, row) => {
    const prediction = predictions[row] ?? "";
    const readable = unread(prediction, maximumLength) === undefined;
    return count(readable ? prediction : "", readGolds(place, gold, maximumLength));
  });
}
