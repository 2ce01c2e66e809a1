import { type Asked, nothingAsked } from "./asked.js";
import { boundOf } from "./bounds.js";
import type { Claim, NoClaim } from "./claim.js";
import { isHedged, short } from "./hedges.js";
import { bracketsOf, isList, leavesChoice } from "./joins.js";
import type { Measure } from "./measures/measure.js";
import type { Quantity } from "./quantity.js";
import { type Role, rolesOf } from "./quantity-roles.js";
import { restates, sameQuantity } from "./restates.js";
import { type Sentence, sentencesOf } from "./sentences.js";
import { spanOf } from "./spans.js";
import type { Token } from "./token.js";

/** What the answer should look like: it tells an amount from a percentage beside it. */
export interface Expected {
  readonly measure: Measure | undefined;
  readonly asked: Asked;
}

export interface Selected {
  readonly claim: Claim | NoClaim;
  /** All that the text says in numbers without taking it back: where the gold is among them, a wrong claim may be a misreading. */
  readonly said: readonly Quantity[];
}

const anything: Expected = { measure: undefined, asked: nothingAsked };
const unsaid = new Set<Role>(["negated", "operand", "term"]);
const silent = new Set<Role>(["negated", "operand", "term", "comparison"]);
const fallbacks: readonly ReadonlySet<Role>[] = [
  new Set<Role>(["asserted"]),
  new Set<Role>(["aside", "reason"]),
  new Set<Role>(["context"]),
  new Set<Role>(["comparison"]),
];

/** Decides what a text asserts: which of its sentences answers, and which of its numbers is the one. */
export function selectAnswer(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  expected: Expected = anything,
): Selected {
  const roles = rolesOf(tokens, quantities, expected.asked.multiple);
  const said = quantities.filter((_one, index) => !silent.has(roles[index] as Role));
  if (quantities.length === 0) return nothing("no-answer", said);
  const left = foremost(quantities, roles);
  if (left === undefined) return nothing(emptyRule(roles), said);
  if (isHedged(tokens, 0, tokens.length, tokens.length)) return nothing("hedge", said);
  if (quantities.length === 1 && tokens.length <= short) return { claim: alone(tokens, left[0] as Quantity), said };
  if (!agree(left) && isList(tokens, left) && spanOf(tokens, left) === undefined) {
    if (leavesChoice(tokens, left)) return nothing("hedge", said);
    return { claim: { kind: "list", items: left, brackets: bracketsOf(tokens, left) }, said };
  }
  const sentence = answering(tokens, left, expected);
  if (isHedged(tokens, sentence.start, sentence.end, tokens.length)) return nothing("hedge", said);
  const within = ({ start }: Quantity): boolean => start >= sentence.start && start < sentence.end;
  const candidates = left.filter(within);
  const inSentence = quantities.filter((one, index) => within(one) && !unsaid.has(roles[index] as Role));
  const claim = claimOf(tokens, candidates, inSentence, expected, left.length > candidates.length);
  return { claim, said };
}

/** Those that are asserted; without them what stands in brackets or gives a reason, then years and places, then comparisons. */
function foremost(quantities: readonly Quantity[], roles: readonly Role[]): readonly Quantity[] | undefined {
  for (const kinds of fallbacks) {
    const found = quantities.filter((_one, index) => kinds.has(roles[index] as Role));
    if (found.length > 0) return found;
  }
  return undefined;
}

function nothing(rule: NoClaim["rule"], said: readonly Quantity[]): Selected {
  return { claim: { kind: "nothing", rule }, said };
}

function emptyRule(roles: readonly Role[]): NoClaim["rule"] {
  if (roles.some((role) => role === "term" || role === "operand")) return "expression";
  return roles.includes("negated") ? "negated" : "no-answer";
}

function alone(tokens: readonly Token[], quantity: Quantity): Claim {
  const operator = boundOf(tokens, quantity);
  return operator === undefined ? { kind: "point", quantity, warnings: [] } : { kind: "bound", operator, quantity };
}

function agree(quantities: readonly Quantity[]): boolean {
  const [first] = quantities;
  return quantities.every((one) => sameQuantity(one, first as Quantity));
}

/** The sentence with most weight that holds a fitting number; of equals the last. */
function answering(tokens: readonly Token[], quantities: readonly Quantity[], expected: Expected): Sentence {
  const whole = { start: 0, end: tokens.length, weight: 0 };
  let best: Sentence | undefined;
  for (const sentence of sentencesOf(tokens, expected.asked.words)) {
    const own = quantities.filter(({ start }) => start >= sentence.start && start < sentence.end);
    if (own.length === 0) continue;
    const weight = sentence.weight - (own.some((one) => fits(one, expected.measure)) ? 0 : 3);
    if (best === undefined || weight >= best.weight) best = { ...sentence, weight };
  }
  return best ?? whole;
}

function fits({ measure }: Quantity, expected: Measure | undefined): boolean {
  if (expected === undefined || expected.kind === "plain" || measure.kind === "plain") return true;
  if (expected.kind === "percent" || expected.kind === "points")
    return measure.kind === "percent" || measure.kind === "points";
  return measure.kind === expected.kind;
}

/** Those of the expected measure, else those of none, else all. */
function fittest(quantities: readonly Quantity[], expected: Measure | undefined): readonly Quantity[] {
  const fitting = quantities.filter((one) => fits(one, expected));
  const measured = expected?.kind === "plain" ? fitting : fitting.filter((one) => one.measure.kind !== "plain");
  return [measured, fitting, quantities].find(({ length }) => length > 0) ?? quantities;
}

function claimOf(
  tokens: readonly Token[],
  candidates: readonly Quantity[],
  sentence: readonly Quantity[],
  { measure }: Expected,
  more: boolean,
): Claim | NoClaim {
  const span = spanOf(tokens, sentence);
  if (span !== undefined) return { kind: "range", ...span };
  if (leavesChoice(tokens, sentence)) return { kind: "nothing", rule: "hedge" };
  const left = fittest(candidates, measure);
  const last = left.at(-1);
  if (last === undefined) return { kind: "nothing", rule: "no-answer" };
  const chosen = left.every((one) => restates(one, last)) ? last : equalled(tokens, left);
  if (chosen === undefined) return { kind: "nothing", rule: "several-answers" };
  const operator = boundOf(tokens, chosen);
  if (operator !== undefined) return { kind: "bound", operator, quantity: chosen };
  const several = more || candidates.length > 1;
  return { kind: "point", quantity: chosen, warnings: several ? ["several-values"] : [] };
}

const verbs = new Set("is was were are equals = : gives yields totaled totalled reached becomes makes".split(" "));
const approximations = new Set([
  "about",
  "approximately",
  "around",
  "roughly",
  "nearly",
  "exactly",
  "only",
  "a",
  "an",
  "the",
]);

/** The one of several that a verb gives: `with 3 of type A, the total is 8`. */
function equalled(tokens: readonly Token[], quantities: readonly Quantity[]): Quantity | undefined {
  const given = quantities.filter(({ start }) => {
    let at = start - 1;
    while (approximations.has(tokens[at]?.text ?? "")) at--;
    return verbs.has(tokens[at]?.text ?? "");
  });
  const last = given.at(-1);
  return last !== undefined && given.every((one) => restates(one, last)) ? last : undefined;
}
