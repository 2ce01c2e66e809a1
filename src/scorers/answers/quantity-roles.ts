import { termRoles } from "./expressions.js";
import { isPartOfName } from "./names.js";
import { isNegated } from "./negations.js";
import { looksLikeYear, type Quantity } from "./quantity.js";
import { startsReason } from "./reasons.js";
import { sameQuantity } from "./restates.js";
import type { Token } from "./token.js";
import { comparisons, contextWords } from "./word-lists.js";

/**
 * What a number does in its text: is said, is taken back, is reckoned with or part of a term, names something, or only tells when, compared
 * with what, or why.
 */
export type Role = "asserted" | "negated" | "operand" | "term" | "name" | "context" | "comparison" | "aside" | "reason";

/** The roles of all quantities of a text. */
export function rolesOf(tokens: readonly Token[], quantities: readonly Quantity[], multiples = false): readonly Role[] {
  const roles: Role[] = [];
  const terms = termRoles(tokens, quantities, multiples);
  let reasonFrom = -1;
  let scanned = 0;
  for (const [index, quantity] of quantities.entries()) {
    for (; scanned < quantity.start; scanned++) {
      if (tokens[scanned]?.newSentence) reasonFrom = -1;
      if (reasonFrom < 0 && startsReason(tokens, scanned)) reasonFrom = scanned;
    }
    const term = terms[index] ?? "none";
    const role = term === "none" ? roleOf(tokens, quantities, index, roles[index - 1]) : term;
    const explains =
      role === "asserted" && reasonFrom >= 0 && answersBefore(tokens, quantities, roles, index, reasonFrom);
    roles.push(explains ? "reason" : role);
  }
  return roles.includes("negated") ? withRepetitions(quantities, roles) : roles;
}

/** What is denied once is denied wherever it stands. */
function withRepetitions(quantities: readonly Quantity[], roles: readonly Role[]): readonly Role[] {
  const denied = quantities.filter((_one, index) => roles[index] === "negated");
  return roles.map((role, index) =>
    denied.some((one) => sameQuantity(one, quantities[index] as Quantity)) ? "negated" : role,
  );
}

/** A reason explains what was said before it in its sentence. */
function answersBefore(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  roles: readonly Role[],
  index: number,
  reason: number,
): boolean {
  for (let before = index - 1; before >= 0; before--) {
    const { end } = quantities[before] as Quantity;
    for (let at = end; at < reason; at++) if (tokens[at]?.newSentence) return false;
    if (end <= reason && roles[before] === "asserted") return true;
  }
  return false;
}

function roleOf(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  index: number,
  previous: Role | undefined,
): Role {
  const quantity = quantities[index] as Quantity;
  const { start } = quantity;
  if (isNegated(tokens, quantity)) return "negated";
  if (isConfidence(tokens, quantity)) return "name";
  if (isPartOfName(tokens, quantity)) return "name";
  if (quantities.length === 1) return "asserted";
  const [last, second] = [tokens[start - 1]?.text ?? "", tokens[start - 2]?.text ?? ""];
  if (index > 0 && (isUncertainty(tokens, start) || isCitation(tokens, quantity))) return "comparison";
  if (last === "from" || comparisons.has(last))
    return last === "than" && inequality(second) ? "asserted" : "comparison";
  if ((last === "to" || last === "with") && second === "compared") return "comparison";
  if (looksLikeYear(quantity) && isYear(tokens, quantities, index)) return "context";
  if (previous === "context" && last === "and" && joinsYears(quantities, index)) return "context";
  if (index > 0 && isPlace(tokens, quantity)) return "context";
  return index > 0 && isParenthesised(tokens, quantity, quantities[index - 1]?.end) ? "aside" : "asserted";
}

function isUncertainty(tokens: readonly Token[], start: number): boolean {
  return tokens[start - 1]?.raw === "±" || (tokens[start - 1]?.raw === "-" && tokens[start - 2]?.raw === "/");
}

function isYear(tokens: readonly Token[], quantities: readonly Quantity[], index: number): boolean {
  const { start } = quantities[index] as Quantity;
  const [last, second] = [tokens[start - 1]?.text ?? "", tokens[start - 2]?.text ?? ""];
  if (contextWords.has(last) || (contextWords.has(second) && last !== "of")) return true;
  if (/^q[1-4]$/.test(last) || last === "fy") return true;
  const before = quantities[index - 1];
  if (last === "," && !(before?.end === start - 1 && looksLikeYear(before))) return true;
  return quantities.some((other) => !looksLikeYear(other)) && !["=", ":", "is", "was"].includes(last);
}

/** `in 2018 and 2019`: what the first year is, the second is too. */
function joinsYears(quantities: readonly Quantity[], index: number): boolean {
  const [before, year] = [quantities[index - 1], quantities[index]];
  if (before === undefined || year === undefined) return false;
  return before.end === year.start - 1 && looksLikeYear(before) && looksLikeYear(year);
}

const places = new Set("in on across among within out per over for during after at".split(" "));
const yields = new Set("resulted results result resulting brought invested".split(" "));

/** `8 units in 12 stores`, `9 out of 12`: where or of how many, not how many. */
function isPlace(tokens: readonly Token[], { start, end, bare }: Quantity): boolean {
  const before = tokens[start - 1];
  if (!bare || before === undefined || before.newSentence) return false;
  if (before.text === "of") return tokens[start - 2]?.text === "out";
  if (!places.has(before.text) || yields.has(tokens[start - 2]?.text ?? "")) return false;
  const next = tokens[end];
  return next?.kind === "word" && !next.newSentence;
}

function inequality(word: string): boolean {
  return ["more", "less", "greater", "fewer", "higher", "lower", "larger", "smaller"].includes(word);
}

const sure = new Set(["confidence", "confident", "certainty", "certain", "sure", "ci", "probability"]);

/** `Confidence: 90%`, `(95% CI 5 to 9)`, `90% sure`: how sure, not what. */
function isConfidence(tokens: readonly Token[], { start, end, measure }: Quantity): boolean {
  if (sure.has(tokens[end]?.text ?? "") && tokens[end]?.newSentence === false && measure.kind === "percent")
    return true;
  for (let at = start - 1; at >= 0 && at >= start - 4; at--) {
    const { text, newSentence } = tokens[at] as Token;
    if (text === "confidence" || text === "certainty" || text === "ci") return true;
    if (newSentence) return false;
  }
  return false;
}

/** `7 [1]` */
function isCitation(tokens: readonly Token[], { bare, start, end }: Quantity): boolean {
  return bare && tokens[start - 1]?.raw === "[" && tokens[end]?.raw === "]";
}

/** In brackets that open at or behind `from`: those around a tuple open before its first number. */
export function isParenthesised(tokens: readonly Token[], { start, end }: Quantity, from = 0): boolean {
  for (let at = start - 1; at >= from && at >= start - 8; at--) {
    if (tokens[at]?.raw === ")") return false;
    if (tokens[at]?.raw === "(") return tokens.slice(end, end + 12).some(({ raw }) => raw === ")");
  }
  return tokens[start]?.raw === "(" && tokens[end - 1]?.raw === ")";
}
