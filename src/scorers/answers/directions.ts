import { negate } from "./decimal.js";
import type { Quantity } from "./quantity.js";
import type { Token } from "./token.js";
import { falling, rising } from "./word-lists.js";

const before = new Set(
  "by of about approximately approx around roughly nearly almost a an the some ~ - was is over . $ net".split(" "),
);
const behind = new Set(
  "a an the year over on - yoy annual overall net in percentage relative quarter month points".split(" "),
);
const directed = new Set(["percent", "points", "currency", "plain"]);
/** Words that compare without saying by how much. */
const comparing = new Set(["less", "fewer", "lower", "higher", "up"]);

type Direction = "falls" | "rises" | undefined;

/** `fell by 32%`, `a 32% decline`: the sign stands in the word. `fell to 32` names a level, `growth: a 32% decline` leaves it open. */
export function withDirection(tokens: readonly Token[], quantity: Quantity): Quantity {
  if (quantity.value.mantissa <= 0n || quantity.sign === "printed") return quantity;
  const said = directionBefore(tokens, quantity);
  const after =
    said === "falls" || !directed.has(quantity.measure.kind) ? undefined : directionBehind(tokens, quantity);
  if (said === "rises" && after === "falls") return quantity;
  const direction = said ?? after;
  if (direction === "falls") return { ...quantity, value: negate(quantity.value), sign: "falls" };
  return direction === "rises" ? { ...quantity, sign: "rises" } : quantity;
}

function directionBefore(tokens: readonly Token[], { start }: Quantity): Direction {
  for (let at = start - 1; at >= 0 && at >= start - 4; at--) {
    const { text, kind, newSentence } = tokens[at] as Token;
    if (falling.has(text) && !comparing.has(text)) return "falls";
    if (rising.has(text)) return "rises";
    if ((!before.has(text) && kind !== "symbol") || newSentence) return undefined;
  }
  return undefined;
}

function directionBehind(tokens: readonly Token[], { end }: Quantity): Direction {
  for (let at = end; at < tokens.length && at < end + 7; at++) {
    const { text, newSentence } = tokens[at] as Token;
    if (newSentence) return undefined;
    if (falling.has(text)) return tokens[at + 1]?.text === "to" || text === "lost" ? undefined : "falls";
    if (rising.has(text) && text !== "up") return "rises";
    if (!behind.has(text)) return undefined;
  }
  return undefined;
}
