import type { AnswerRule, AnswerWarning } from "./answer-match.js";
import { compare } from "./decimal.js";
import { sameMeasure } from "./measures/same-measure.js";
import { looksLikeYear, type Quantity } from "./quantity.js";
import { isParenthesised, type Role, rolesOf } from "./quantity-roles.js";
import type { Token } from "./token.js";
import { falling, hedges, reasons, rising } from "./word-lists.js";

/** What an answer asserts: one number, a span, several at once, or why it asserts nothing. */
export type Asserted =
  | { readonly kind: "point"; readonly quantity: Quantity; readonly warnings: readonly AnswerWarning[] }
  | { readonly kind: "range"; readonly low: Quantity; readonly high: Quantity }
  | { readonly kind: "list"; readonly items: readonly Quantity[] }
  | { readonly kind: "bound"; readonly operator: "≤" | "≥" | "<" | ">"; readonly quantity: Quantity }
  | { readonly kind: "nothing"; readonly rule: AnswerRule };

/** Decides which of the quantities of a text is its answer. */
export function selectAnswer(tokens: readonly Token[], quantities: readonly Quantity[]): Asserted {
  if (quantities.length === 0) return { kind: "nothing", rule: "no-answer" };
  const roles = rolesOf(tokens, quantities);
  const positive = quantities.filter((_one, index) => roles[index] !== "negated");
  if (positive.length === 0) return { kind: "nothing", rule: "negated" };
  const span = spanOf(tokens, positive);
  if (span !== undefined) return span;
  const having = (role: Role): readonly Quantity[] => quantities.filter((_one, index) => roles[index] === role);
  const asserted = withoutReasons(tokens, having("asserted"));
  const left = [asserted, having("context"), having("comparison")].find(({ length }) => length > 0);
  if (left === undefined) return { kind: "nothing", rule: "several-answers" };
  const last = left.at(-1) as Quantity;
  const distinct = left.filter((one) => !sameQuantity(one, last));
  if (positive.some((one, index) => index > 0 && !sameQuantity(one, last) && followsOr(tokens, one)))
    return { kind: "nothing", rule: "hedge" };
  if (followsOr(tokens, last) && positive.some((one) => !sameQuantity(one, last)))
    return { kind: "nothing", rule: "hedge" };
  const bound = boundOf(tokens, last);
  if (bound !== undefined && distinct.length === 0) return { kind: "bound", operator: bound, quantity: last };
  if (distinct.length === 0) return { kind: "point", quantity: last, warnings: [] };
  const joined = joinOf(tokens, left);
  if (joined === "or" || tokens.some(({ text }) => hedges.has(text))) return { kind: "nothing", rule: "hedge" };
  if (joined === "list") return { kind: "list", items: left };
  if (bound !== undefined) return { kind: "bound", operator: bound, quantity: last };
  return { kind: "point", quantity: last, warnings: ["several-values"] };
}

function sameQuantity(left: Quantity, right: Quantity): boolean {
  return sameMeasure(left.measure, right.measure) && compare(left.value, right.value) === 0;
}

/** `42 because there are 3 of 14`: what follows the reason is no answer. */
function withoutReasons(tokens: readonly Token[], quantities: readonly Quantity[]): readonly Quantity[] {
  const [first] = quantities;
  if (first === undefined) return quantities;
  const reason = tokens.findIndex(({ text }, at) => at >= first.end && reasons.has(text) && text !== "as");
  return reason < 0 || tokens[reason]?.newSentence ? quantities : quantities.filter(({ end }) => end <= reason);
}

const doubts = new Set(["maybe", "possibly", "perhaps", "even", "(", "about", "$", "a", "approximately", "~"]);

/** `10 (or maybe 12)`. */
function followsOr(tokens: readonly Token[], { start }: Quantity): boolean {
  let at = start - 1;
  while (at > 0 && doubts.has(tokens[at]?.text ?? "")) at--;
  return tokens[at]?.text === "or";
}

function spanOf(tokens: readonly Token[], quantities: readonly Quantity[]): Asserted | undefined {
  for (const [index, low] of quantities.entries()) {
    const high = quantities[index + 1];
    if (high === undefined) return undefined;
    const between = tokens
      .slice(low.end, high.start)
      .map(({ text }) => text)
      .join(" ");
    const lead = tokens.slice(Math.max(0, low.start - 6), low.start).map(({ text }) => text);
    // A span beside which another number stands is when or from where: "from 50 to 34, i.e. -32%".
    const others = quantities.length > 2;
    const years = looksLikeYear(low) && looksLikeYear(high);
    if (between === "and" && lead.at(-1) === "between") {
      if (years && others) continue;
      return { kind: "range", low, high };
    }
    if (between !== "-" && between !== "to" && between !== "through" && between !== ".." && between !== "...") continue;
    if (index > 0 && isParenthesised(tokens, low)) continue;
    if (others && (years || lead.at(-1) === "from")) continue;
    if (lead.includes("from") && lead.some((text) => rising.has(text) || falling.has(text))) continue;
    return { kind: "range", low, high };
  }
  return undefined;
}

/** How the numbers stand together: with `or`, one after the other, or in sentences. */
function joinOf(tokens: readonly Token[], quantities: readonly Quantity[]): "or" | "list" | "prose" {
  let list = 0;
  for (const [index, one] of quantities.slice(1).entries()) {
    const between = tokens.slice((quantities[index] as Quantity).end, one.start);
    const texts = between.map(({ text }) => text);
    if (texts.includes("or") || (texts.length === 1 && texts[0] === "/")) return "or";
    if (between.every((token, at) => separators.has(token.text) || numbersLine(between, at))) list++;
  }
  if (concludes(tokens, quantities)) return "prose";
  return list > 0 && list >= quantities.length - 2 && list * 2 >= quantities.length - 1 ? "list" : "prose";
}

/** `40, 42, 44. I choose 42.`: the last number stands in a sentence of its own. */
function concludes(tokens: readonly Token[], quantities: readonly Quantity[]): boolean {
  const [before, last] = [quantities.at(-2), quantities.at(-1)];
  if (before === undefined || last === undefined) return false;
  const between = tokens.slice(before.end, last.start);
  const sentence = between.findLastIndex(({ newSentence }) => newSentence);
  return sentence >= 0 && between.slice(sentence).some(({ kind }) => kind === "word");
}

const separators = new Set([",", ";", "and", "&", "•", "|", "-", "[", "]"]);

/** `2.` or `2)` at the beginning of a line. */
function numbersLine(tokens: readonly Token[], at: number): boolean {
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (token?.kind === "number") return token.newLine;
  return (token?.raw === "." || token?.raw === ")") && before?.kind === "number" && before.newLine;
}

const twoWords: Readonly<Record<string, "≤" | "≥" | "<" | ">">> = {
  "at least": "≥",
  "at most": "≤",
  "less than": "<",
  "fewer than": "<",
  "lower than": "<",
  "smaller than": "<",
  "more than": ">",
  "greater than": ">",
  "higher than": ">",
  "larger than": ">",
  "up to": "≤",
  "maximum of": "≤",
  "minimum of": "≥",
  "no more": "≤",
  "no less": "≥",
};
const oneWord: Readonly<Record<string, "≤" | "≥" | "<" | ">">> = {
  "<": "<",
  ">": ">",
  "≤": "≤",
  "≥": "≥",
  "<=": "≤",
  ">=": "≥",
  under: "<",
  below: "<",
  over: ">",
  above: ">",
  exceeding: ">",
  exceeds: ">",
  exceeded: ">",
  minimum: "≥",
  maximum: "≤",
};

function boundOf(tokens: readonly Token[], { start, end }: Quantity): "≤" | "≥" | "<" | ">" | undefined {
  const last = tokens[start - 1]?.text ?? "";
  if (last === "than" && `${tokens[start - 3]?.text} ${tokens[start - 2]?.text}` === "no more") return "≤";
  if (last === "than" && /^no (?:less|fewer)$/.test(`${tokens[start - 3]?.text} ${tokens[start - 2]?.text}`))
    return "≥";
  const next = tokens[end];
  const behind = next?.text === "or" ? `or ${tokens[end + 1]?.text}` : "";
  if (behind === "or more" || behind === "or higher" || behind === "or above" || (next?.raw === "+" && next.glued))
    return "≥";
  if (behind === "or less" || behind === "or fewer" || behind === "or lower" || behind === "or below") return "≤";
  if (last === "") return undefined;
  const two = `${tokens[start - 2]?.text} ${last}`;
  if (Object.hasOwn(twoWords, two)) return twoWords[two];
  return Object.hasOwn(oneWord, last) ? oneWord[last] : undefined;
}
