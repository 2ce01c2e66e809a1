import type { Token } from "./token.js";
import { reasons } from "./word-lists.js";

const ways = new Set(
  "calculated computed derived obtained found determined arrived based dividing subtracting adding".split(" "),
);
const links = new Set("as by from on using with".split(" "));

/** Whether token `at` begins a reason: `because …`, `given …`, `calculated as …`, `based on …`. */
export function startsReason(tokens: readonly Token[], at: number): boolean {
  const { text } = tokens[at] as Token;
  if (reasons.has(text)) return tokens[at + 1]?.kind !== "number" && tokens[at]?.newSentence !== true;
  if (!ways.has(text)) return false;
  return text.endsWith("ing") || links.has(tokens[at + 1]?.text ?? "");
}
