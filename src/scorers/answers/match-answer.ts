import { checkOptions } from "../../core/house.js";
import { checkAnswer } from "../check-answer.js";
import type { AnswerMatch } from "./answer-match.js";
import { answerSegment } from "./answer-segment.js";
import { type Asked, askedMeasure, readQuestion } from "./asked.js";
import { type Claim, claimText } from "./claim.js";
import { dateText } from "./dates.js";
import { negate } from "./decimal.js";
import { afterThinking, extractAnswer } from "./extract-answer.js";
import { findQuantities } from "./find-quantities.js";
import { readGolds } from "./golds.js";
import { type MatchAnswerOptions, matchAnswerRules } from "./match-answer-options.js";
import { matchClaim } from "./match-claim.js";
import { matchChoice, matchDate, matchIdentifier, matchText } from "./match-words.js";
import { countsOther } from "./nouns.js";
import { oppositeClaims } from "./opposite-claims.js";
import { plainText } from "./plain-text.js";
import type { Quantity } from "./quantity.js";
import { type Gold, readGold } from "./read-gold.js";
import { isRefusal } from "./refusals.js";
import { selectAnswer } from "./select-answer.js";
import type { Token } from "./token.js";
import { tokenise } from "./tokenise.js";
import { decline, leaveOpen } from "./verdicts.js";

/** Longer answers are read from their end, where the answer stands; longer golds are refused. */
const longest = 20_000;
const place = "match answer";

/**
 * Whether an answer in free text says what the gold says. Numbers are read out of prose with sign, scale and unit, and compared exactly
 * (decimal arithmetic) at the precision the gold prints: `-32%` accepts `-32.82%`, `a 32% decline` and `-0.32`, rejects `32%` and `-3.2%`,
 * and leaves `-30% or -32%` open. Of several golds one has to be met. Bounded in time and memory whatever the text.
 *
 * @throws {InvalidArgumentError} a gold is empty or no finite number: an error of its author; the answer is no text; or an option is none.
 */
export function matchAnswer(
  gold: string | readonly string[],
  answer: string,
  options: MatchAnswerOptions = {},
): AnswerMatch {
  checkOptions(place, options, matchAnswerRules);
  checkAnswer(place, answer);
  const golds = typeof gold === "string" ? [gold] : readGolds(place, gold);
  const wanted = golds.map((one) => readGold(one.slice(0, longest)));
  const said = extractAnswer(answer, options.extract);
  if (said === undefined) return decline("no-extract", goldText(wanted[0] as Gold));
  const cut = said.slice(-longest);
  const read: Answer = { text: cut, whole: answer, ...answerSegment(tokenise(plainText(cut))) };
  const asked = readQuestion(options.question);
  let best: AnswerMatch | undefined;
  for (const [index, one] of wanted.entries()) {
    const verdict = { ...matchOne(one, read, options, asked), ...(golds.length > 1 && { goldIndex: index }) };
    if (verdict.match) return verdict;
    if (best === undefined || (best.open !== true && verdict.open === true)) best = verdict;
  }
  return best as AnswerMatch;
}

interface Answer {
  readonly text: string;
  /** Before anything was extracted from it. */
  readonly whole: string;
  readonly tokens: readonly Token[];
  readonly labelled: boolean;
}

function matchOne(gold: Gold, answer: Answer, options: MatchAnswerOptions, asked: Asked): AnswerMatch {
  const { text, tokens, labelled } = answer;
  if (tokens.length === 0) return decline("no-answer", goldText(gold));
  switch (gold.kind) {
    case "claim":
      return matchNumbers(answer, gold, options, asked);
    case "date":
      return matchDate(tokens, gold.date);
    case "identifier":
      return matchIdentifier(tokens, gold.text);
    case "choice":
      return matchChoice(labelled ? tokens.map(({ raw }) => raw).join("") : text, gold.letter, gold.text);
    default:
      return matchText(text, tokens, labelled, gold.text);
  }
}

function matchNumbers(
  { tokens, labelled, whole }: Answer,
  gold: Extract<Gold, { readonly kind: "claim" }>,
  options: MatchAnswerOptions,
  asked: Asked,
): AnswerMatch {
  const goldName = claimText(gold.claim);
  const quantities = labelled ? findQuantities(tokens).map(withoutBareBrackets) : findQuantities(tokens);
  const measure = gold.claim.kind === "point" ? gold.claim.quantity.measure : undefined;
  const expected = measure === undefined || measure.kind === "plain" ? (askedMeasure(asked) ?? measure) : measure;
  const { claim, said } = selectAnswer(tokens, quantities, { measure: expected, asked });
  if (!labelled && isRefusal(tokens))
    return says(gold.claim, pointsOf(said), options, asked)
      ? leaveOpen("refusal", goldName)
      : decline("refusal", goldName);
  if (claim.kind === "nothing") {
    const words = claim.rule === "no-answer" && tokens.some(({ kind }) => kind !== "symbol");
    return leaveOpen(words ? "text-differs" : claim.rule, goldName);
  }
  const verdict = matchClaim(gold.claim, claim, options, asked);
  if (
    verdict.match &&
    claim.kind === "point" &&
    gold.noun !== undefined &&
    countsOther(tokens, claim.quantity, gold.noun)
  )
    return leaveOpen("unit-mismatch", goldName, { answer: claimText(claim) });
  if (verdict.match || verdict.open === true) return verdict;
  // A number that is said elsewhere in the answer may be the one that is meant, and a fall that is spoken of may be its sign.
  const others = said.length > 1 ? pointsOf(said) : [];
  if (says(gold.claim, others, options, asked)) return { ...verdict, open: true };
  // Another unit or scale is wrong with any sign.
  if (others.length === 0 && (verdict.rule === "unit-mismatch" || verdict.rule === "scale-slip")) return verdict;
  const opposite = oppositeClaims(afterThinking(whole.slice(-longest)), [claim, ...others]);
  return says(gold.claim, opposite, options, asked, "coarser") ? { ...verdict, open: true } : verdict;
}

/** Whether the gold is what one of the claims says. */
function says(
  gold: Claim,
  claims: readonly Claim[],
  options: MatchAnswerOptions,
  asked: Asked,
  orElse?: AnswerMatch["rule"],
): boolean {
  return claims.some((one) => {
    const { match, rule } = matchClaim(gold, one, options, asked);
    return match || rule === orElse;
  });
}

function pointsOf(quantities: readonly Quantity[]): readonly Claim[] {
  return quantities.map((quantity) => ({ kind: "point", quantity, warnings: [] }));
}

/** `Answer: (42)` is no loss. */
function withoutBareBrackets(quantity: Quantity): Quantity {
  return quantity.sign === "bare-brackets" ? { ...quantity, value: negate(quantity.value), sign: "none" } : quantity;
}

function goldText(gold: Gold): string {
  if (gold.kind === "claim") return claimText(gold.claim);
  return gold.kind === "date" ? dateText(gold.date) : gold.text;
}
