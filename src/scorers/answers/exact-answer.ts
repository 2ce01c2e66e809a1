import { checkOptions } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { checkAnswer } from "../check-answer.js";
import type { AnswerMatch } from "./answer-match.js";
import { extractAnswer, extractRule } from "./extract-answer.js";
import { readGolds } from "./golds.js";
import type { MatchAnswerOptions } from "./match-answer-options.js";
import { carefulText, sameText } from "./same-text.js";
import { accept, decline } from "./verdicts.js";

const place = "exact answer";

/**
 * Texts that are equal to a careful reader: width, quotes, emphasis, the case of words, a leading article and the full stop are forgiven;
 * symbols, signs, the case of letters and units, and every other word are not. The cheapest layer of an evaluation: it accepts or leaves open.
 * @throws {InvalidArgumentError} a gold is empty: an error of its author, not of the answer; the answer is no text; or an option is none.
 */
export function exactAnswer(
  gold: string | readonly string[],
  answer: string,
  options: Pick<MatchAnswerOptions, "extract"> = {},
): AnswerMatch {
  checkOptions(place, options, { extract: extractRule });
  checkAnswer(place, answer);
  const { extract } = options;
  const golds = readGolds(place, gold);
  for (const one of golds)
    if (!/[\p{L}\p{N}\p{S}]/u.test(one)) throw new InvalidArgumentError(place, "a gold that says something", one);
  const said = extract === undefined ? answer : extractAnswer(answer, extract);
  const mine = said === undefined ? "" : carefulText(said);
  const found = said === undefined ? -1 : golds.findIndex((one) => sameText(one, said));
  const name = carefulText(golds[Math.max(found, 0)] ?? "");
  if (found >= 0) return accept("exact", name, { answer: mine, ...(golds.length > 1 && { goldIndex: found }) });
  if (said === undefined) return decline("no-extract", name);
  return mine === "" ? decline("no-answer", name) : decline("text-differs", name, { answer: mine });
}
