import { absolute, compare, shift } from "./decimal.js";
import { looksLikeYear, type Quantity } from "./quantity.js";
import { isParenthesised } from "./quantity-roles.js";
import type { Token } from "./token.js";
import { falling, rising } from "./word-lists.js";

export interface Span {
  readonly low: Quantity;
  readonly high: Quantity;
}

/** The range that the quantities of a sentence speak of: `10-12%`, `between 10 and 12`, `$1.5 to 2.0 million`. */
export function spanOf(tokens: readonly Token[], quantities: readonly Quantity[]): Span | undefined {
  for (const [index, low] of quantities.entries()) {
    const high = quantities[index + 1];
    if (high === undefined) return undefined;
    if (high.start - low.end > 2) continue;
    const between = tokens.slice(low.end, high.start);
    if (between.some(({ newLine }) => newLine)) continue;
    const joint = between.map(({ text }) => text).join(" ");
    const lead = tokens.slice(Math.max(0, low.start - 6), low.start).map(({ text }) => text);
    // A span beside which another number stands is when or from where: "from 50 to 34, i.e. -32%".
    const others = quantities.length > 2;
    const years = looksLikeYear(low) && looksLikeYear(high);
    if (joint === "and" && lead.at(-1) === "between") {
      if (years && others) continue;
      return shared(low, high);
    }
    if (joint !== "-" && joint !== "to" && joint !== "through" && joint !== ".." && joint !== "...") continue;
    if (index > 0 && isParenthesised(tokens, low)) continue;
    if (others && (years || lead.at(-1) === "from")) continue;
    if (lead.includes("from") && lead.some((text) => rising.has(text) || falling.has(text))) continue;
    return shared(low, high);
  }
  return undefined;
}

/** `$1.5-2.0 million`: unit and scale stand once, for both. */
function shared(low: Quantity, high: Quantity): Span {
  const measured = low.measure.kind === "plain" ? { ...low, measure: high.measure } : low;
  const { scale } = high;
  const scaled = scale > 0 && low.scale === 0 && compare(absolute(shift(low.value, scale)), absolute(high.value)) <= 0;
  return {
    low: scaled ? { ...measured, value: shift(low.value, scale), step: low.step + scale, scale } : measured,
    high: high.measure.kind === "plain" ? { ...high, measure: measured.measure } : high,
  };
}
