import type { AnswerMatch, AnswerRule } from "./answer-match.js";
import type { Asked } from "./asked.js";
import { type Claim, claimText } from "./claim.js";
import { compareQuantities } from "./compare-quantities.js";
import { absolute, type Decimal, divide, subtract, toNumber } from "./decimal.js";
import type { Tolerance } from "./match-answer-options.js";
import type { Quantity } from "./quantity.js";
import { accept, decline, leaveOpen } from "./verdicts.js";

type Point = Extract<Claim, { readonly kind: "point" }>;

/** Compares what is claimed with the gold's claim of the same structure; another structure is left open. */
export function matchClaim(said: Claim, gold: Claim, tolerance: Tolerance, asked: Asked): AnswerMatch {
  const [name, goldName] = [claimText(said), claimText(gold)];
  if (gold.kind === "range" && said.kind === "range")
    return matchEach("range", [said.low, said.high], [gold.low, gold.high], goldName, name, { tolerance, asked });
  if (gold.kind === "bound" && said.kind === "bound" && gold.operator === said.operator)
    return matchEach("inequality", [said.quantity], [gold.quantity], goldName, name, { tolerance, asked });
  if (gold.kind === "list" && gold.brackets !== "") {
    if (said.kind !== "list" || said.items.length !== gold.items.length)
      return leaveOpen("several-answers", goldName, { prediction: name });
    // (0, 1) and [0, 1] are two intervals, or one point written in two ways.
    if (said.brackets !== gold.brackets) return leaveOpen("text-differs", goldName, { prediction: name });
    return matchEach("list", said.items, gold.items, goldName, name, { tolerance: exactly(tolerance), asked });
  }
  if (gold.kind === "list" && (said.kind === "list" || said.kind === "range"))
    return matchList(
      said.kind === "list" ? said.items : [said.low, said.high],
      gold.items,
      goldName,
      name,
      tolerance,
      asked,
    );
  if (gold.kind === "point" && said.kind === "point") return matchPoint(said, gold, goldName, name, tolerance, asked);
  const rule = said.kind === "list" && gold.kind === "point" ? "several-answers" : "not-a-point";
  return leaveOpen(rule, goldName, { prediction: name });
}

function matchPoint(
  said: Point,
  gold: Point,
  goldName: string,
  name: string,
  tolerance: Tolerance,
  asked: Asked,
): AnswerMatch {
  const compared = compareQuantities(said.quantity, gold.quantity, tolerance, asked);
  const warnings = [...said.warnings, ...compared.warnings];
  const { rule, match } = compared;
  if (rule === "unit-mismatch") return decline(rule, goldName, { prediction: name, warnings });
  const error = absolute(subtract(compared.prediction, compared.gold));
  const evidence = {
    prediction: name,
    absoluteError: toNumber(error),
    relativeError: relativeError(error, compared.gold),
    warnings,
  };
  if (match) return accept(rule, goldName, evidence);
  return isUnsure(rule, said.quantity, gold.quantity, asked)
    ? leaveOpen(rule, goldName, evidence)
    : decline(rule, goldName, evidence);
}

/** Brackets may be a sign or none, a scale may go without saying. */
function isUnsure(rule: AnswerRule, said: Quantity, gold: Quantity, asked: Asked): boolean {
  if (rule === "sign-flip") return said.sign === "brackets" || said.sign === "bare-brackets" || said.sign === "falls";
  return rule === "scale-slip" && said.scale > 0 && gold.scale === 0 && asked.scale === 0;
}

function relativeError(error: Decimal, gold: Decimal): number | undefined {
  if (gold.mantissa === 0n) return undefined;
  return error.mantissa === 0n ? 0 : toNumber(divide(error, absolute(gold)));
}

/** Digits without a decimal are counts and coordinates there, which are not rounded. */
function exactly(tolerance: Tolerance): Tolerance {
  return { ...tolerance, precision: "exact" };
}

/** Each of them against its partner. */
function matchEach(
  rule: AnswerRule,
  said: readonly Quantity[],
  gold: readonly Quantity[],
  goldName: string,
  name: string,
  { tolerance, asked }: { readonly tolerance: Tolerance; readonly asked: Asked },
): AnswerMatch {
  const compared = gold.map((one, index) => compareQuantities(said[index] as Quantity, one, tolerance, asked));
  const wrong = compared.find(({ match }) => !match);
  if (wrong !== undefined) return decline(wrong.rule, goldName, { prediction: name });
  return accept(rule, goldName, { prediction: name, warnings: [...new Set(compared.flatMap((one) => one.warnings))] });
}

/** The same numbers in any order, each gold used once. */
function matchList(
  said: readonly Quantity[],
  gold: readonly Quantity[],
  goldName: string,
  name: string,
  tolerance: Tolerance,
  asked: Asked,
): AnswerMatch {
  const left = [...gold];
  for (const one of said) {
    const found = left.findIndex((wanted) => compareQuantities(one, wanted, exactly(tolerance), asked).match);
    if (found < 0) return decline("beyond-tolerance", goldName, { prediction: name });
    left.splice(found, 1);
  }
  if (left.length > 0) return decline("beyond-tolerance", goldName, { prediction: name });
  return accept("list", goldName, { prediction: name });
}
