import type { Quantity } from "./quantity.js";
import type { Token } from "./token.js";
import { negations } from "./word-lists.js";

const fillers = new Set("a an the by of is it's equal to be $ - ( as much about approximately".split(" "));
const denials = new Set("wrong incorrect false untrue mistaken inaccurate".split(" "));
const copulas = new Set(["is", "was", "would", "be", "are", "were", "seems", "looks"]);

/** `not 10`, `rather than 10`, `10 is wrong`, `10 isn't the answer`: it is said of the number that it is not the answer. */
export function isNegated(tokens: readonly Token[], { start, end }: Quantity): boolean {
  return isNegatedBefore(tokens, start) || isDenied(tokens, end);
}

function isNegatedBefore(tokens: readonly Token[], start: number): boolean {
  for (let at = start - 1; at >= 0 && at >= start - 5; at--) {
    const { text, newSentence } = tokens[at] as Token;
    const next = tokens[at + 1]?.text;
    if (negations.has(text)) return next !== "only" && next !== "more" && next !== "less";
    if (text === "than" && tokens[at - 1]?.text === "rather") return true;
    if (text === "of" && tokens[at - 1]?.text === "instead") return true;
    if (text === "from" && tokens[at - 1]?.text === "far") return true;
    if (text === "but" && tokens[at - 1]?.text === "anything") return true;
    if (newSentence || !fillers.has(text)) return false;
  }
  return false;
}

function isDenied(tokens: readonly Token[], end: number): boolean {
  let at = end;
  for (; at < end + 3 && copulas.has(tokens[at]?.text ?? ""); at++) if (tokens[at]?.newSentence) return false;
  const { text = "", newSentence = true } = tokens[at] ?? {};
  if (newSentence) return false;
  if (denials.has(text)) return true;
  if (text === "isn't" || text === "wasn't") return true;
  if (at === end) return false;
  return text === "not" && tokens[at + 1]?.text !== "only";
}
