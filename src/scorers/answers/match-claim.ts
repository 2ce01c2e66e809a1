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
export function matchClaim(gold: Claim, said: Claim, tolerance: Tolerance, asked: Asked): AnswerMatch {
  const [name, goldName] = [claimText(said), claimText(gold)];
  if (gold.kind === "range" && said.kind === "range")
    return matchEach("range", [gold.low, gold.high], [said.low, said.high], goldName, name, { tolerance, asked });
  if (gold.kind === "bound" && said.kind === "bound" && gold.operator === said.operator)
    return matchEach("inequality", [gold.quantity], [said.quantity], goldName, name, { tolerance, asked });
  if (gold.kind === "list" && gold.brackets !== "") {
    if (said.kind !== "list" || said.items.length !== gold.items.length)
      return leaveOpen("several-answers", goldName, { answer: name });
    // (0, 1) and [0, 1] are two intervals, or one point written in two ways.
    if (said.brackets !== gold.brackets) return leaveOpen("text-differs", goldName, { answer: name });
    return matchEach("list", gold.items, said.items, goldName, name, { tolerance: exactly(tolerance), asked });
  }
  if (gold.kind === "list" && (said.kind === "list" || said.kind === "range"))
    return matchList(
      gold.items,
      said.kind === "list" ? said.items : [said.low, said.high],
      goldName,
      name,
      tolerance,
      asked,
    );
  if (gold.kind === "point" && said.kind === "point") return matchPoint(gold, said, goldName, name, tolerance, asked);
  const rule = said.kind === "list" && gold.kind === "point" ? "several-answers" : "not-a-point";
  return leaveOpen(rule, goldName, { answer: name });
}

function matchPoint(
  gold: Point,
  said: Point,
  goldName: string,
  name: string,
  tolerance: Tolerance,
  asked: Asked,
): AnswerMatch {
  const compared = compareQuantities(gold.quantity, said.quantity, tolerance, asked);
  const warnings = [...said.warnings, ...compared.warnings];
  const { rule, match } = compared;
  if (rule === "unit-mismatch") {
    const says = confused(gold.quantity, said.quantity, tolerance, asked) ? leaveOpen : decline;
    return says(rule, goldName, { answer: name, warnings });
  }
  const error = absolute(subtract(compared.answer, compared.gold));
  const evidence = {
    answer: name,
    absoluteError: toNumber(error),
    relativeError: relativeError(error, compared.gold),
    warnings,
  };
  if (match) return accept(rule, goldName, evidence);
  return isUnsure(rule, gold.quantity, said.quantity, asked)
    ? leaveOpen(rule, goldName, evidence)
    : decline(rule, goldName, evidence);
}

/** Units that people write for each other, of the same number: percent for percentage points, degrees for those of a scale. */
function confused(gold: Quantity, said: Quantity, tolerance: Tolerance, asked: Asked): boolean {
  const [mine, theirs] = [said.measure, gold.measure];
  const points = mine.kind === "points" || theirs.kind === "points";
  const kinds = [mine, theirs].map((one) => (one.kind === "unit" ? one.unit.dimension : one.kind));
  const degrees = kinds.includes("angle") && (kinds.includes("celsius") || kinds.includes("fahrenheit"));
  if (!degrees && !(points && kinds.includes("percent"))) return false;
  const { match, rule } = compareQuantities(gold, { ...said, measure: theirs }, tolerance, asked);
  return match || rule === "coarser" || rule === "sign-flip";
}

/** Brackets may be a sign or none, so may a word in the gold; a scale may go without saying. */
function isUnsure(rule: AnswerRule, gold: Quantity, said: Quantity, asked: Asked): boolean {
  if (rule === "sign-flip")
    return (
      said.sign === "dash" ||
      said.sign === "brackets" ||
      said.sign === "bare-brackets" ||
      said.sign === "falls" ||
      (gold.sign === "falls" && said.sign === "none")
    );
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
  gold: readonly Quantity[],
  said: readonly Quantity[],
  goldName: string,
  name: string,
  { tolerance, asked }: { readonly tolerance: Tolerance; readonly asked: Asked },
): AnswerMatch {
  const compared = gold.map((one, index) => compareQuantities(one, said[index] as Quantity, tolerance, asked));
  const wrong = compared.find(({ match }) => !match);
  if (wrong !== undefined) {
    // "-12% to -10%" may be "-10% to -12%".
    const turned = gold.every((one, index) => {
      const other = said[gold.length - 1 - index] as Quantity;
      return gold.length === 2 && compareQuantities(one, other, tolerance, asked).match;
    });
    return (rule === "range" && turned ? leaveOpen : decline)(wrong.rule, goldName, { answer: name });
  }
  return accept(rule, goldName, { answer: name, warnings: [...new Set(compared.flatMap((one) => one.warnings))] });
}

/** The same numbers in any order, each gold used once. */
function matchList(
  gold: readonly Quantity[],
  said: readonly Quantity[],
  goldName: string,
  name: string,
  tolerance: Tolerance,
  asked: Asked,
): AnswerMatch {
  const left = [...gold];
  for (const one of said) {
    const found = left.findIndex((wanted) => compareQuantities(wanted, one, exactly(tolerance), asked).match);
    if (found < 0) return decline("beyond-tolerance", goldName, { answer: name });
    left.splice(found, 1);
  }
  if (left.length > 0) return decline("beyond-tolerance", goldName, { answer: name });
  return accept("list", goldName, { answer: name });
}
