import type { Quantity } from "./quantity.js";
import type { Token } from "./token.js";

const noNouns = new Set(
  "in of for and or to is was are were the a an at on by from with per as that which who this these than then but so if more less total not out over under between during since after before compared each every about approximately respectively overall only when while because given based".split(
    " ",
  ),
);

/** What a bare number counts: `units` of `12 units`; undefined where no word follows. */
export function nounOf(tokens: readonly Token[], quantity: Quantity): string | undefined {
  const { measure, end } = quantity;
  return measure.kind === "plain" ? nounAt(tokens, end) : undefined;
}

function nounAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  if (token?.kind !== "word" || token.newSentence || token.raw.length < 3 || noNouns.has(token.text)) return undefined;
  return stemOf(token.text);
}

/** The number counts something else than the gold's noun: `12 stores` for `12 units`; `12 new units` and `12` do not. */
export function countsOther(tokens: readonly Token[], quantity: Quantity, noun: string): boolean {
  if (quantity.measure.kind !== "plain") return false;
  const first = nounAt(tokens, quantity.end);
  return (
    first !== undefined &&
    first !== noun &&
    nounAt(tokens, quantity.end + 1) !== noun &&
    nounAt(tokens, quantity.end + 2) !== noun
  );
}

function stemOf(word: string): string {
  return word.replace(/(?:ies|y)$/, "i").replace(/(?:es|s)$/, "");
}
