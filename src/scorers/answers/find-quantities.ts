import { negate } from "./decimal.js";
import { withDirection } from "./directions.js";
import { currencyOf } from "./measures/currencies.js";
import { isNameOfCompany } from "./names.js";
import type { Quantity } from "./quantity.js";
import { readQuantity } from "./read-quantity.js";
import type { Token } from "./token.js";

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
    if (quantity === undefined || isNoQuantity(tokens, quantity)) {
      at = quantity === undefined ? at + 1 : Math.max(quantity.end, at + 1);
      continue;
    }
    found.push(withDirection(tokens, restated(quantity, found)));
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

/** A minus between two numbers subtracts or spans, one at the beginning of a line lists: neither is a sign. */
function startsHere(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (token?.text === "minus") return before?.kind !== "number" && before?.raw !== "%" && before?.raw !== ")";
  if (token?.raw !== "-" && token?.raw !== "+") return true;
  if (before === undefined || token.newLine) return tokens[at + 1]?.glued === true || before === undefined;
  if (
    before.kind === "number" ||
    before.kind === "identifier" ||
    before.kind === "date" ||
    before.raw === ")" ||
    before.raw === "%"
  )
    return !token.glued && tokens[at + 1]?.glued === true && before.kind !== "number";
  return !(token.glued && (before.kind === "word" || before.raw === "/"));
}

/** `(32)` behind another number repeats it: brackets are a minus only for the first. */
function restated(quantity: Quantity, found: readonly Quantity[]): Quantity {
  if (found.length === 0 || !quantity.sign.endsWith("brackets")) return quantity;
  return { ...quantity, value: negate(quantity.value), sign: "none" };
}

function isNoQuantity(tokens: readonly Token[], quantity: Quantity): boolean {
  return isOrdinal(tokens, quantity) || isEnumerator(tokens, quantity) || isNameOfCompany(tokens, quantity);
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
