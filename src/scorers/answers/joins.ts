import type { Quantity } from "./quantity.js";
import { restates, sameQuantity } from "./restates.js";
import type { Token } from "./token.js";

const separators = new Set([",", ";", "and", "&", "•", "|", "-", "[", "]"]);

/** Whether the quantities stand one after the other, hardly anything between them: `7, 8, 9`. */
export function isList(tokens: readonly Token[], quantities: readonly Quantity[]): boolean {
  let list = 0;
  for (let index = 1; index < quantities.length; index++) {
    const between = tokens.slice((quantities[index - 1] as Quantity).end, (quantities[index] as Quantity).start);
    if (between.every((token, at) => separators.has(token.text) || numbersLine(between, at))) list++;
  }
  if (concludes(tokens, quantities)) return false;
  return list > 0 && list >= quantities.length - 2 && list * 2 >= quantities.length - 1;
}

/** `40, 42, 44. I choose 42.`: the last number stands in a sentence of its own. */
function concludes(tokens: readonly Token[], quantities: readonly Quantity[]): boolean {
  const [before, last] = [quantities.at(-2), quantities.at(-1)];
  if (before === undefined || last === undefined) return false;
  const between = tokens.slice(before.end, last.start);
  const sentence = between.findLastIndex(({ newSentence }) => newSentence);
  return sentence >= 0 && between.slice(sentence).some(({ kind }) => kind === "word");
}

/** `2.` or `2)` at the beginning of a line. */
function numbersLine(tokens: readonly Token[], at: number): boolean {
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (token?.kind === "number") return token.newLine;
  return (token?.raw === "." || token?.raw === ")") && before?.kind === "number" && before.newLine;
}

const fillers = new Set(["maybe", "possibly", "perhaps", "even", "(", "about", "$", "a", "approximately", "~", "just"]);

/** `10 or 12`, `10 (or maybe 12)`, `10/12%`: two that differ, of which one is meant. */
export function leavesChoice(tokens: readonly Token[], quantities: readonly Quantity[]): boolean {
  return quantities.some((one, index) => {
    const before = quantities[index - 1];
    if (before === undefined || saysAgain(before, one)) return false;
    let at = one.start - 1;
    while (at > before.end && fillers.has(tokens[at]?.text ?? "")) at--;
    if (tokens[at]?.text === "or") return true;
    return one.start === before.end + 1 && tokens[before.end]?.raw === "/";
  });
}

/** The brackets around all of them, `()`, `[)` and the like, or "": a tuple or an interval. */
export function bracketsOf(tokens: readonly Token[], quantities: readonly Quantity[]): string {
  const [first, last] = [quantities[0], quantities.at(-1)];
  if (first === undefined || last === undefined) return "";
  const [open, close] = [tokens[first.start - 1]?.raw ?? "", tokens[last.end]?.raw ?? ""];
  return (open === "(" || open === "[" || open === "{") && (close === ")" || close === "]" || close === "}")
    ? open + close
    : "";
}

/** The same value in another form, rounded perhaps: `$1,577 million or $1,577,400,000`. */
function saysAgain(left: Quantity, right: Quantity): boolean {
  if (sameQuantity(left, right)) return true;
  return (left.scale !== right.scale || left.measure.kind !== right.measure.kind) && restates(left, right);
}
