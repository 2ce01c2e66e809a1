import type { Quantity } from "./quantity.js";
import type { Token } from "./token.js";

/** What a number does in a calculation: nothing, it is reckoned with, or it stands in a term with unknowns. */
export type TermRole = "none" | "operand" | "term";

const binary = new Set(["×", "*", "/", "^", "∪", "∩", "∘"]);
const behind = new Set([
  "^",
  "!",
  "√",
  "_",
  "π",
  "pi",
  "squared",
  "cubed",
  "factorial",
  "choose",
  "mod",
  "modulo",
  "∞",
]);
const functions = new Set(
  "√ sqrt cbrt log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh fraction binom gcd lcm det mod base ∑ ∫ ∏ sum_ lim π pi ^ ± ∓ ∪ ∩ ≠ _".split(
    " ",
  ),
);
const verbs = new Set(["times", "plus", "minus", "divided", "multiplied"]);
const bases = new Set(["base", "binary", "hexadecimal", "hex", "octal"]);

/** The role of each quantity in calculations, in their order. A number is never taken out of a term that it is only a part of. */
export function termRoles(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  multiples = false,
): readonly TermRole[] {
  const roles: TermRole[] = [];
  for (const [index, { end }] of quantities.entries()) {
    const isMultiple = multiples && tokens[end]?.text === "x" && tokens[end]?.glued === true;
    roles.push(isMultiple ? "none" : termRole(tokens, quantities, index, roles[index - 1] ?? "none"));
  }
  return roles;
}

function termRole(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  index: number,
  previous: TermRole,
): TermRole {
  const quantity = quantities[index] as Quantity;
  const joined = quantities[index - 1]?.end === quantity.start - 1;
  const [before, next] = [tokens[quantity.start - 1], tokens[quantity.end]];
  const nextJoined = quantities[index + 1]?.start === quantity.end + 1;
  if (before !== undefined && termBefore(tokens, quantity, before, joined)) return "term";
  if (next !== undefined && termBehind(tokens, quantity, next)) return "term";
  if (previous === "term" && quantities[index - 1]?.end === quantity.start) return "term";
  if (before?.raw === "=" && equatesUnknown(tokens, quantity.start - 2)) return "term";
  if (before !== undefined && operatorBefore(tokens, quantity, before, joined)) return "operand";
  return next !== undefined && operatorBehind(tokens, quantities, index, next, nextJoined) ? "operand" : "none";
}

/** A function, an unknown or an open sign stands before: `√2`, `x^2`, `x + 2`, `±2`, `≠ 2`. */
function termBefore(tokens: readonly Token[], { start, end }: Quantity, before: Token, joined: boolean): boolean {
  const first = tokens[start]?.raw;
  const earlier = tokens[start - 2];
  if (before.raw === "±" || (before.raw === "-" && earlier?.raw === "/" && tokens[start - 3]?.raw === "+"))
    return !joined && !follows(tokens, start - (before.raw === "±" ? 2 : 4));
  if (before.text === "of" && earlier?.text === "root") return true;
  if (before.raw === "|" && tokens[start]?.glued === true && tokens[end]?.raw === "|")
    return tokens[end]?.glued === true;
  if (before.text === "^" || before.text === "_") return true;
  if (functions.has(before.text)) return before.text !== "mod" || joined;
  if (first === "-" || first === "+") return isUnknown(before) && tokens[start + 1] !== undefined;
  if (before.raw === "-" || before.raw === "+" || binary.has(before.raw)) return isUnknown(earlier);
  if (before.raw === "(") return isUnknown(earlier) && before.glued;
  return false;
}

/** An unknown or a function stands behind: `2π`, `3x`, `5!`, `2^n`, `3(x + 1)`, `101 in binary`. */
function termBehind(tokens: readonly Token[], quantity: Quantity, next: Token): boolean {
  const { start, end } = quantity;
  if (next.raw === "!") return next.glued && isFactorial(tokens, start, end);
  if (behind.has(next.text)) return next.text !== "mod" || tokens[end + 1]?.kind === "number";
  if (next.text === "x" && next.glued) return tokens[end + 1]?.kind !== "number";
  if (next.raw === "(" && next.glued) return quantity.bare;
  if (isUnknown(next) && !next.newSentence && tokens[end + 1] === undefined) return next.text !== "a";
  if (next.raw === "+" || next.raw === "-" || next.raw === "/" || next.raw === "×") {
    const operand = tokens[end + 1];
    if (isUnknownTerm(operand) || (isUnknown(operand) && operand?.text !== "a")) return true;
  }
  const word = next.text === "in" || next.raw === "(" ? tokens[end + 1]?.text : next.text;
  return word !== undefined && bases.has(word) && quantity.bare;
}

/** `5!` multiplies, `Lucky number 7!` exclaims. What an exclamation mark means behind `is 5` cannot be known. */
function isFactorial(tokens: readonly Token[], start: number, end: number): boolean {
  const before = tokens[start - 1];
  if (before === undefined || before.kind !== "word") return true;
  return ["is", "was", "equals", "answer"].includes(before.text) || tokens[end + 1]?.newLine === false;
}

function operatorBefore(tokens: readonly Token[], quantity: Quantity, before: Token, joined: boolean): boolean {
  const { start } = quantity;
  if (binary.has(before.raw) || before.text === "x") return joined || tokens[start - 2]?.raw === ")";
  if (before.raw === "+") return joined || tokens[start - 2]?.raw === ")";
  if (verbs.has(before.text)) return joined;
  if (before.text === "by" && (tokens[start - 2]?.text === "divided" || tokens[start - 2]?.text === "multiplied"))
    return true;
  if (tokens[start]?.raw === "+") return !(tokens[start + 1]?.glued ?? false) && follows(tokens, start - 1);
  // A minus with room on both sides subtracts, where the difference follows.
  return (
    before.raw === "-" && !before.glued && tokens[start]?.glued === false && joined && isReckoned(tokens, quantity.end)
  );
}

function operatorBehind(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  index: number,
  next: Token,
  nextJoined: boolean,
): boolean {
  const { end } = quantities[index] as Quantity;
  const opens = tokens[end + 1]?.raw === "(";
  if (binary.has(next.raw) || next.text === "x" || next.raw === "+") return nextJoined || opens;
  if (verbs.has(next.text)) return nextJoined || tokens[end + 1]?.text === "by";
  if (quantities[index + 1]?.start === end && tokens[end]?.raw === "+" && !tokens[end + 1]?.glued) return true;
  if (next.raw === "-" && !next.glued && (nextJoined || opens) && tokens[end + 1]?.glued === false)
    return opens || isReckoned(tokens, quantities[index + 1]?.end ?? end);
  if (next.raw === ")" && binary.has(tokens[end + 1]?.raw ?? "")) return true;
  return (next.raw === "=" || next.text === "equals" || next.raw === "~") && quantities.length > index + 1;
}

/** An equals sign stands within the calculation that goes on at `at`. */
function isReckoned(tokens: readonly Token[], at: number): boolean {
  for (let end = at; end < tokens.length && end < at + 16; end++) {
    const { raw, kind, newSentence } = tokens[end] as Token;
    if (raw === "=" || raw === "~") return true;
    if (kind === "word" || (newSentence && raw !== "=")) return tokens[end]?.text === "equals";
  }
  return false;
}

/** A number, an unknown or a closed bracket ends at `at`. */
function follows(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.kind === "number" || token?.raw === ")" || token?.raw === "%" || isUnknown(token);
}

/** A letter that stands for a number. */
function isUnknown(token: Token | undefined): boolean {
  return (
    token?.kind === "word" && token.raw.length === 1 && token.raw !== "I" && token.raw !== "A" && token.raw !== "a"
  );
}

/** What stands before the equals sign behind `at` is a term of an unknown, `3x` or `x^2`, and not the unknown itself. */
function equatesUnknown(tokens: readonly Token[], at: number): boolean {
  let unknown = false;
  let length = 0;
  for (let start = at; start >= 0 && start > at - 16; start--) {
    const token = tokens[start] as Token;
    if (token.raw === "=" || (token.kind === "word" && token.raw.length > 1)) break;
    unknown ||= isUnknown(token) || isUnknownTerm(token);
    length += token.kind === "identifier" ? 2 : 1;
    if (token.newSentence) break;
  }
  return unknown && length > 1;
}

/** `3x`, `2π`, `2i`: digits and an unknown. */
function isUnknownTerm(token: Token | undefined): boolean {
  return token?.kind === "identifier" && /^\d+[a-zπθ]$/.test(token.raw);
}
