import type { AnswerMatch, AnswerRule, AnswerWarning } from "./answer-match.js";
import { answerSegment } from "./answer-segment.js";
import { compareQuantities } from "./compare-quantities.js";
import { dateText, sameDate } from "./dates.js";
import { absolute, type Decimal, divide, subtract, toNumber } from "./decimal.js";
import { findQuantities } from "./find-quantities.js";
import { checkMatchAnswerOptions, type MatchAnswerOptions } from "./match-answer-options.js";
import { normaliseText } from "./normalise-text.js";
import { plainText } from "./plain-text.js";
import { type Quantity, quantityText } from "./quantity.js";
import { type Gold, readGold } from "./read-gold.js";
import { isRefusal } from "./refusals.js";
import { type Asserted, selectAnswer } from "./select-answer.js";
import type { Token } from "./token.js";
import { tokenise } from "./tokenise.js";

/** Longer answers are read from their end, where the answer stands; longer golds are refused. */
const longest = 20_000;

/**
 * Whether an answer in free text says what the gold says. Numbers are read out of prose with sign, scale and unit, and compared exactly
 * (decimal arithmetic) at the precision the gold prints: `-32%` accepts `-32.82%`, `a 32% decline` and `-0.32`, and refuses `32%`, `-3.2%`
 * and `-30% or -32%`. Bounded in time and memory whatever the text.
 *
 * @throws {InvalidArgumentError} the gold is empty or no finite number: an error of its author; or an option is none.
 */
export function matchAnswer(prediction: string, gold: string, options: MatchAnswerOptions = {}): AnswerMatch {
  checkMatchAnswerOptions(options);
  const goldTokens = tokenise(plainText(gold.slice(0, longest)));
  const wanted = readGold(gold.slice(0, longest), goldTokens);
  const cut = prediction.length > longest ? prediction.slice(-longest) : prediction;
  const { tokens, labelled } = answerSegment(tokenise(plainText(cut)));
  if (tokens.length === 0) return refuse("no-answer", goldText(wanted));
  if (!labelled && isRefusal(tokens) && wanted.kind !== "text") return refuse("refusal", goldText(wanted));
  switch (wanted.kind) {
    case "asserted":
      return matchAsserted(tokens, wanted.asserted, options);
    case "date":
      return matchDate(tokens, wanted);
    case "identifier":
      return matchIdentifier(tokens, wanted.text);
    default:
      return matchText(cut, tokens, labelled, wanted.text);
  }
}

function matchAsserted(
  tokens: readonly Token[],
  gold: Exclude<Asserted, { readonly kind: "nothing" }>,
  options: MatchAnswerOptions,
): AnswerMatch {
  const goldName = assertedText(gold);
  const said = selectAnswer(tokens, findQuantities(tokens));
  if (said.kind === "nothing") {
    const elsewhere = said.rule === "no-answer" && tokens.some(({ kind }) => kind !== "symbol");
    return refuse(elsewhere ? (isRefusal(tokens) ? "refusal" : "text-differs") : said.rule, goldName);
  }
  const name = assertedText(said);
  if (gold.kind === "range" && said.kind === "range")
    return every("range", [said.low, said.high], [gold.low, gold.high], goldName, name, options);
  if (gold.kind === "list" && (said.kind === "list" || said.kind === "range"))
    return matchList(said.kind === "list" ? said.items : [said.low, said.high], gold.items, goldName, name, options);
  if (gold.kind === "bound" && said.kind === "bound" && gold.operator === said.operator)
    return every("inequality", [said.quantity], [gold.quantity], goldName, name, options);
  if (gold.kind !== "point") return { ...refuse("not-a-point", goldName), prediction: name };
  if (said.kind === "list") return { ...refuse("several-answers", goldName), prediction: name };
  if (said.kind !== "point") return { ...refuse("not-a-point", goldName), prediction: name };
  const compared = compareQuantities(said.quantity, gold.quantity, options);
  const error = absolute(subtract(compared.prediction, compared.gold));
  const comparable = compared.rule !== "unit-mismatch";
  return {
    match: compared.match,
    score: compared.match ? 1 : 0,
    rule: compared.rule,
    gold: goldName,
    prediction: name,
    absoluteError: comparable ? toNumber(error) : undefined,
    relativeError: comparable ? relativeError(error, compared.gold) : undefined,
    warnings: [...said.warnings, ...compared.warnings],
  };
}

function relativeError(error: Decimal, gold: Decimal): number | undefined {
  if (gold.mantissa === 0n) return undefined;
  return error.mantissa === 0n ? 0 : toNumber(divide(error, absolute(gold)));
}

/** Each of them against its partner. */
function every(
  rule: AnswerRule,
  said: readonly Quantity[],
  gold: readonly Quantity[],
  goldName: string,
  name: string,
  options: MatchAnswerOptions,
): AnswerMatch {
  const compared = gold.map((one, index) =>
    compareQuantities(shareMeasure(said[index] as Quantity, said), shareMeasure(one, gold), options),
  );
  const wrong = compared.find(({ match }) => !match);
  if (wrong !== undefined) return { ...refuse(wrong.rule, goldName), prediction: name };
  const warnings = [...new Set(compared.flatMap((one) => one.warnings))];
  return { ...refuse(rule, goldName), match: true, score: 1, prediction: name, warnings };
}

/** `10-12%`: the unit stands once, for both. */
function shareMeasure(quantity: Quantity, all: readonly Quantity[]): Quantity {
  const last = all.at(-1);
  return quantity.measure.kind === "plain" && last !== undefined ? { ...quantity, measure: last.measure } : quantity;
}

/** The same numbers in any order, each gold used once. */
function matchList(
  said: readonly Quantity[],
  gold: readonly Quantity[],
  goldName: string,
  name: string,
  options: MatchAnswerOptions,
): AnswerMatch {
  const open = [...gold];
  for (const one of said) {
    const found = open.findIndex((wanted) => compareQuantities(one, wanted, options).match);
    if (found < 0) return { ...refuse("beyond-tolerance", goldName), prediction: name };
    open.splice(found, 1);
  }
  if (open.length > 0) return { ...refuse("beyond-tolerance", goldName), prediction: name };
  return { ...refuse("list", goldName), match: true, score: 1, prediction: name };
}

function matchDate(tokens: readonly Token[], { date }: Extract<Gold, { readonly kind: "date" }>): AnswerMatch {
  const found = tokens.flatMap((token) => (token.date === undefined ? [] : [token.date]));
  const last = found.at(-1);
  if (last === undefined) return refuse("text-differs", dateText(date));
  const others = found.some((one) => !sameDate(one, last));
  if (others && tokens.some(({ text }) => text === "or")) return refuse("hedge", dateText(date));
  const match = sameDate(last, date);
  const ambiguous = last.other !== undefined || date.other !== undefined;
  const warnings: AnswerWarning[] = [
    ...(ambiguous ? (["ambiguous-date"] as const) : []),
    ...(others ? (["several-values"] as const) : []),
  ];
  const verdict = refuse(match ? "date" : "text-differs", dateText(date));
  return { ...verdict, match, score: match ? 1 : 0, prediction: dateText(last), warnings };
}

function matchIdentifier(tokens: readonly Token[], gold: string): AnswerMatch {
  const found = tokens.filter(({ kind }) => kind === "identifier");
  const last = found.at(-1);
  if (last === undefined) return refuse("text-differs", gold);
  if (found.some(({ text }) => text !== last.text))
    return { ...refuse("several-answers", gold), prediction: last.text };
  const match = last.text === gold;
  return { ...refuse(match ? "identifier" : "text-differs", gold), match, score: match ? 1 : 0, prediction: last.text };
}

function matchText(prediction: string, tokens: readonly Token[], labelled: boolean, gold: string): AnswerMatch {
  const said = normaliseText(
    labelled ? tokens.map(({ raw, glued }) => (glued ? raw : ` ${raw}`)).join("") : prediction,
  );
  if (said === "") return refuse("no-answer", gold);
  const match = said === gold || isVerdict(tokens, gold);
  return { ...refuse(match ? "exact" : "text-differs", gold), match, score: match ? 1 : 0, prediction: said };
}

const opposites: Readonly<Record<string, string>> = { yes: "no", no: "yes", true: "false", false: "true" };

/** `Yes, it did.` says yes: its first word does, and nothing takes it back. */
function isVerdict(tokens: readonly Token[], gold: string): boolean {
  if (!Object.hasOwn(opposites, gold) || tokens[0]?.text !== gold) return false;
  const opposite = opposites[gold];
  return /^[,.;:!-]$/.test(tokens[1]?.raw ?? "") && !tokens.some(({ text }) => text === opposite || text === "or");
}

function refuse(rule: AnswerRule, gold: string): AnswerMatch {
  return {
    match: false,
    score: 0,
    rule,
    gold,
    prediction: undefined,
    absoluteError: undefined,
    relativeError: undefined,
    warnings: [],
  };
}

function assertedText(asserted: Exclude<Asserted, { readonly kind: "nothing" }>): string {
  switch (asserted.kind) {
    case "point":
      return quantityText(asserted.quantity);
    case "range":
      return `${quantityText(asserted.low)} to ${quantityText(asserted.high)}`;
    case "list":
      return asserted.items.map(quantityText).join(", ");
    default:
      return `${asserted.operator} ${quantityText(asserted.quantity)}`;
  }
}

function goldText(gold: Gold): string {
  if (gold.kind === "asserted") return assertedText(gold.asserted);
  return gold.kind === "date" ? dateText(gold.date) : gold.text;
}
