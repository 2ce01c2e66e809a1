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

/** `fell by 32%`, `a 32% decline`: the sign stands in the word. `fell to 32` names a level. */
export function withDirection(tokens: readonly Token[], quantity: Quantity): Quantity {
  if (quantity.value.mantissa <= 0n || quantity.sign === "printed") return quantity;
  const turned: Quantity = { ...quantity, value: negate(quantity.value), sign: "falls" };
  for (let at = quantity.start - 1; at >= 0 && at >= quantity.start - 4; at--) {
    const { text, kind, newSentence } = tokens[at] as Token;
    if (falling.has(text) && !comparing.has(text)) return turned;
    if (rising.has(text)) return { ...quantity, sign: "rises" };
    if ((!before.has(text) && kind !== "symbol") || newSentence) break;
  }
  if (!directed.has(quantity.measure.kind)) return quantity;
  for (let at = quantity.end; at < tokens.length && at < quantity.end + 5; at++) {
    const { text, newSentence } = tokens[at] as Token;
    if (newSentence) break;
    if (falling.has(text)) return tokens[at + 1]?.text === "to" || text === "lost" ? quantity : turned;
    if (rising.has(text) && text !== "up") return { ...quantity, sign: "rises" };
    if (!behind.has(text)) break;
  }
  return quantity;
}
