import type { Token } from "./token.js";
import { doubts, hedges } from "./word-lists.js";

/** Up to so many tokens a text is one thought: a doubt anywhere in it is a doubt of its answer. */
export const short = 40;

const opinions = new Set(["think", "believe", "suppose", "suspect"]);

/**
 * Whether the tokens from start up to end, of a text of `length`, leave the answer in doubt: `maybe 42`, `42?`, `42. I am not sure.` Of a
 * long text only plain doubts count outside the sentence that answers.
 */
export function isHedged(tokens: readonly Token[], start: number, end: number, length: number): boolean {
  const whole = end - start === length && length > short;
  for (let at = start; at < end; at++) {
    const { text, raw, kind } = tokens[at] as Token;
    if (kind === "number") continue;
    if (
      opinions.has(text) ? tokens[at - 1]?.text === "i" : whole ? doubts.has(text) : hedges.has(text) && raw !== "May"
    )
      return true;
    if (text === "not" && /^(?:sure|certain|confident)$/.test(tokens[at + 1]?.text ?? "")) return true;
    if (raw === "?" && !whole && at > 0 && tokens[at - 1]?.kind !== "word") return true;
  }
  return false;
}
