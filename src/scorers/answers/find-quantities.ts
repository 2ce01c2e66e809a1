import { negate } from "./decimal.js";
import { currencyOf } from "./measures/currencies.js";
import type { Quantity } from "./quantity.js";
import { readQuantity } from "./read-quantity.js";
import type { Token } from "./token.js";
import { falling } from "./word-lists.js";

const enough = 400;

/** All quantities of a text in their order; words count as numbers only where no digits stand. */
export function findQuantities(tokens: readonly Token[]): readonly Quantity[] {
  const digits = scan(tokens, false);
  return digits.length > 0 ? digits : scan(tokens, true);
}

function scan(tokens: readonly Token[], words: boolean): readonly Quantity[] {
  const found: Quantity[] = [];
  for (let at = 0; at < tokens.length && found.length < enough; ) {
    const quantity =
      mayStart(tokens[at] as Token, words) && startsHere(tokens, at) ? readQuantity(tokens, at, words) : undefined;
    if (quantity === undefined || isOrdinal(tokens, quantity) || isEnumerator(tokens, quantity)) {
      at = quantity === undefined ? at + 1 : Math.max(quantity.end, at + 1);
      continue;
    }
    found.push(withVerbalSign(tokens, accounting(tokens, quantity, found)));
    at = quantity.end;
  }
  return found;
}

/** Most tokens are words that begin no number: they are passed over without a closer look. */
function mayStart({ kind, raw, text }: Token, words: boolean): boolean {
  if (kind === "number") return true;
  if (kind === "symbol") return raw === "(" || raw === "-" || raw === "+" || currencyOf(raw) !== undefined;
  return (
    kind === "word" &&
    (words || text === "minus" || text === "negative" || text === "us" || currencyOf(raw) !== undefined)
  );
}

/** A minus between two numbers subtracts or spans; it is no sign. */
function startsHere(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.raw !== "-" && token?.raw !== "+") return true;
  const before = tokens[at - 1];
  if (before === undefined) return true;
  if (
    before.kind === "number" ||
    before.kind === "identifier" ||
    before.kind === "date" ||
    before.raw === ")" ||
    before.raw === "%"
  )
    return token.newLine && before.kind !== "number"
      ? true
      : !token.glued && tokens[at + 1]?.glued === true && before.kind !== "number";
  return !(token.glued && (before.kind === "word" || before.raw === "/"));
}

/** `(32)` behind another number repeats it: brackets are a minus only for the first. */
function accounting(tokens: readonly Token[], quantity: Quantity, found: readonly Quantity[]): Quantity {
  const bracketed =
    tokens[quantity.start]?.raw === "(" && quantity.value.mantissa < 0n && tokens[quantity.start + 1]?.raw !== "-";
  return bracketed && found.length > 0 ? { ...quantity, value: negate(quantity.value) } : quantity;
}

function isOrdinal(tokens: readonly Token[], { end }: Quantity): boolean {
  const { text, glued } = tokens[end] ?? {};
  return (
    glued === true &&
    (text === "st" || text === "nd" || text === "rd" || text === "th" || text === "s" || text === "am" || text === "pm")
  );
}

/** `1.` and `2)` at the beginning of a line number the lines. */
function isEnumerator(tokens: readonly Token[], { bare, start, end }: Quantity): boolean {
  const [number, mark, next] = [tokens[start], tokens[end], tokens[end + 1]];
  if (!bare || number?.newLine !== true || number.raw.length > 2 || !mark?.glued) return false;
  return (mark.raw === "." || mark.raw === ")") && next !== undefined && !next.glued && !next.newLine;
}

const before = new Set([
  "by",
  "of",
  "about",
  "approximately",
  "approx",
  "around",
  "roughly",
  "nearly",
  "almost",
  "a",
  "an",
  "the",
  "some",
  "~",
  "-",
  "was",
  "is",
  "over",
  ".",
  "$",
]);
const behind = new Set([
  "a",
  "an",
  "the",
  "year",
  "over",
  "on",
  "-",
  "yoy",
  "annual",
  "overall",
  "net",
  "in",
  "percentage",
  "relative",
  "quarter",
  "month",
  "points",
]);

/** `fell by 32%`, `a 32% decline`: the sign stands in the word. `fell to 32` names a level. */
function withVerbalSign(tokens: readonly Token[], quantity: Quantity): Quantity {
  if (quantity.value.mantissa <= 0n) return quantity;
  const turned = { ...quantity, value: negate(quantity.value), verbalSign: true };
  for (let at = quantity.start - 1; at >= 0 && at >= quantity.start - 4; at--) {
    const { text, kind } = tokens[at] as Token;
    if (falling.has(text) && text !== "less" && text !== "fewer" && text !== "lower") return turned;
    if ((!before.has(text) && kind !== "symbol") || tokens[at]?.newSentence) break;
  }
  if (
    quantity.measure.kind !== "percent" &&
    quantity.measure.kind !== "points" &&
    quantity.measure.kind !== "currency" &&
    quantity.measure.kind !== "plain"
  )
    return quantity;
  for (let at = quantity.end; at < tokens.length && at < quantity.end + 5; at++) {
    const { text, newSentence } = tokens[at] as Token;
    if (newSentence) break;
    if (falling.has(text)) return tokens[at + 1]?.text === "to" || text === "lost" ? quantity : turned;
    if (!behind.has(text)) break;
  }
  return quantity;
}
