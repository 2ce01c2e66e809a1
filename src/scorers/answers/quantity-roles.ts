import { looksLikeYear, type Quantity } from "./quantity.js";
import type { Token } from "./token.js";
import { comparisons, contextWords, negations } from "./word-lists.js";

/** What a number does in its text: is said, is taken back, is reckoned with, or only tells when or compared with what. */
export type Role = "asserted" | "negated" | "operand" | "context" | "comparison";

const operators = new Set(["+", "×", "/", "*", "^", "x"]);

/** The roles of all quantities of a text. */
export function rolesOf(tokens: readonly Token[], quantities: readonly Quantity[]): readonly Role[] {
  const roles: Role[] = [];
  for (let index = 0; index < quantities.length; index++)
    roles.push(roleOf(tokens, quantities, index, roles[index - 1]));
  return roles;
}

function roleOf(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  index: number,
  previous: Role | undefined,
): Role {
  const quantity = quantities[index] as Quantity;
  const { start } = quantity;
  if (isNegated(tokens, start)) return "negated";
  if (isOperand(tokens, quantities, index)) return "operand";
  if (quantities.length === 1) return "asserted";
  const [last, second] = [tokens[start - 1]?.text ?? "", tokens[start - 2]?.text ?? ""];
  if (index > 0 && (last === "±" || isCitation(tokens, quantity))) return "comparison";
  if (last === "from" || comparisons.has(last))
    return last === "than" && inequality(second) ? "asserted" : "comparison";
  if ((last === "to" || last === "with") && second === "compared") return "comparison";
  if (
    looksLikeYear(quantity) &&
    (contextWords.has(last) ||
      (contextWords.has(second) && last !== "of") ||
      /^q[1-4]$/.test(last) ||
      last === "fy" ||
      last === ",")
  )
    return "context";
  if (
    looksLikeYear(quantity) &&
    quantities.some((other) => !looksLikeYear(other)) &&
    !["=", ":", "is", "was"].includes(last)
  )
    return "context";
  if (previous === "context" && last === "and" && joinsYears(quantities, index)) return "context";
  return isParenthesised(tokens, quantity) && index > 0 ? "comparison" : "asserted";
}

/** `in 2018 and 2019`: what the first year is, the second is too. */
function joinsYears(quantities: readonly Quantity[], index: number): boolean {
  const [before, year] = [quantities[index - 1], quantities[index]];
  if (before === undefined || year === undefined) return false;
  return before.end === year.start - 1 && looksLikeYear(before) && looksLikeYear(year);
}

function inequality(word: string): boolean {
  return ["more", "less", "greater", "fewer", "higher", "lower", "larger", "smaller"].includes(word);
}

function isNegated(tokens: readonly Token[], start: number): boolean {
  for (let at = start - 1; at >= 0 && at >= start - 4; at--) {
    const { text, newSentence } = tokens[at] as Token;
    if (negations.has(text))
      return tokens[at + 1]?.text !== "only" && tokens[at + 1]?.text !== "more" && tokens[at + 1]?.text !== "less";
    if (text === "than" && tokens[at - 1]?.text === "rather") return true;
    if (text === "of" && tokens[at - 1]?.text === "instead") return true;
    if (
      newSentence ||
      !["a", "an", "the", "by", "of", "is", "it's", "equal", "to", "be", "$", "-", "(", "as", "much", "about"].includes(
        text,
      )
    )
      return false;
  }
  return false;
}

/** Part of a calculation: what stands before `=`, or between operators. */
function isOperand(tokens: readonly Token[], quantities: readonly Quantity[], index: number): boolean {
  const { start, end } = quantities[index] as Quantity;
  const next = tokens[end];
  const before = tokens[start - 1];
  const hasNext = quantities[index + 1]?.start === end + 1 || tokens[end + 1]?.raw === "(";
  const operatorNext =
    next !== undefined &&
    (operators.has(next.text) || (next.raw === "-" && !next.glued && tokens[end + 1]?.glued === false)) &&
    hasNext;
  if (operatorNext) return true;
  if (before !== undefined && operators.has(before.text) && index > 0 && quantities[index - 1]?.end === start - 1)
    return true;
  if (
    before?.raw === "-" &&
    !before.glued &&
    index > 0 &&
    quantities[index - 1]?.end === start - 1 &&
    tokens[start]?.glued === false
  )
    return true;
  return next !== undefined && (next.raw === "=" || next.text === "equals") && quantities.length > index + 1;
}

/** `7 [1]` */
function isCitation(tokens: readonly Token[], { bare, start, end }: Quantity): boolean {
  return bare && tokens[start - 1]?.raw === "[" && tokens[end]?.raw === "]";
}

export function isParenthesised(tokens: readonly Token[], { start, end }: Quantity): boolean {
  for (let at = start - 1; at >= 0 && at >= start - 8; at--) {
    if (tokens[at]?.raw === ")") return false;
    if (tokens[at]?.raw === "(") return tokens.slice(end, end + 12).some(({ raw }) => raw === ")");
  }
  return tokens[start]?.raw === "(" && tokens[end - 1]?.raw === ")";
}
