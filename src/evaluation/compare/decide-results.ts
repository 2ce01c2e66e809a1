import { benjaminiHochberg } from "../../stats/house.js";
import { holm } from "../../stats/index.js";
import type { Comparison, ComparisonDecision, ComparisonResult } from "./comparison.js";

export interface UndecidedResult extends Omit<ComparisonResult, "decision" | "adjustedPValue"> {
  /** Whether no resample was as far out: with more of them the p-value could be smaller. */
  readonly isFloor?: boolean;
  /** Decisions that cannot be made, each with the reason. */
  readonly doubts?: { readonly [decision in ComparisonDecision]?: string | undefined };
}

export interface DecisionSettings {
  readonly correction: Comparison["correction"];
  readonly alpha: number;
  readonly minimumClusters: number;
}

/** Corrects p-values over all results that have one and clusters enough, and decides. */
export function decideResults(results: readonly UndecidedResult[], settings: DecisionSettings): ComparisonResult[] {
  const { correction, alpha, minimumClusters } = settings;
  // How many rows a slice has says nothing about the difference, so results may leave the family by it.
  const family = results.filter(({ pValue, clusters }) => pValue !== undefined && clusters >= minimumClusters);
  const pValues = family.map(({ pValue }) => pValue as number);
  const adjusted = correction === "holm" ? holm(pValues) : correction === "none" ? pValues : benjaminiHochberg(pValues);
  const placeOf = new Map(family.map((result, place) => [result, place]));
  return results.map((undecided) => {
    const { isFloor, doubts, ...result } = undecided;
    const place = placeOf.get(undecided);
    if (place === undefined) return { ...result, decision: "inconclusive" };
    const adjustedPValue = adjusted[place] as number;
    const isShown = adjustedPValue <= alpha;
    const decided = { ...result, adjustedPValue, ...verdict(result, isShown) };
    const doubt = doubts?.[decided.decision];
    if (doubt !== undefined)
      return { ...decided, decision: "inconclusive", warnings: [...(decided.warnings ?? []), doubt] };
    if (isShown || !isFloor) return decided;
    const tooFew = `no resample was as far out, but corrected over ${family.length} results so few cannot show it: ask for more`;
    return { ...decided, warnings: [...(decided.warnings ?? []), tooFew] };
  });
}

function verdict(
  { difference = 0, rankBiserial, warnings = [] }: UndecidedResult,
  isShown: boolean,
): { readonly decision: ComparisonDecision; readonly warnings?: readonly string[] } {
  if (!isShown) return { decision: "no-difference-shown" };
  // Ranks may point the other way than the mean when few rows differ by much.
  if (difference === 0 || (rankBiserial !== undefined && rankBiserial * difference < 0))
    return {
      decision: "inconclusive",
      warnings: [...warnings, "the test found a difference that the means do not show"],
    };
  return { decision: difference > 0 ? "a-better" : "b-better" };
}
