import { InvalidArgumentError } from "../../core/index.js";
import { normal } from "../distributions/distributions.js";
import { clusterRows, clusterSums } from "./cluster-rows.js";
import { midranks } from "./midranks.js";
import { signFlipTail } from "./sign-flip-tail.js";

export interface WilcoxonOptions {
  /** Differences of zero leave before ranking (`wilcox`), or after it (`pratt`). @default "wilcox" */
  readonly zeros?: "wilcox" | "pratt";
  /** `auto` is exact unless that takes too long. @default "auto" */
  readonly method?: "auto" | "exact" | "normal";
  /** Signs flip by cluster (Rosner, Glynn and Lee 2006). @default every difference a cluster of its own */
  readonly clusters?: ArrayLike<string | number>;
}

export interface WilcoxonResult {
  /** Sums of the ranks of differences above and below zero; SciPy's statistic is the smaller one. */
  readonly positiveRanks: number;
  readonly negativeRanks: number;
  /** Two-sided. */
  readonly pValue: number;
  readonly method: "exact" | "normal";
  /** The rank sums' difference over their sum, from −1 to 1 (Kerby 2014); undefined without a difference. */
  readonly rankBiserial: number | undefined;
  readonly zeros: number;
  readonly clusters: number;
}

/**
 * Wilcoxon's signed-rank test that differences are symmetric about zero (scipy.stats.wilcoxon without continuity correction).
 * `exact` counts all signs given the ranks, ties included: SciPy's `exact` without ties, its PermutationMethod with them.
 * With clusters, ranks are taken over all rows and signs flip by cluster, with variance Σ (signed ranks of a cluster)²
 * (Rosner, Glynn and Lee 2006, Biometrics 62:185, without their weights for unequal cluster sizes). No difference at all gives p = 1.
 * Undefined of no values.
 *
 * @throws {InvalidArgumentError} a difference is NaN, or `exact` would take too long.
 */
export function wilcoxonTest(
  differences: ArrayLike<number>,
  options: WilcoxonOptions = {},
): WilcoxonResult | undefined {
  const { zeros = "wilcox", method = "auto", clusters } = options;
  if (differences.length === 0) return undefined;
  const signed = signedRanks(Float64Array.from(differences), zeros === "pratt");
  let [positiveRanks, negativeRanks, zeroRows] = [0, 0, 0];
  for (const rank of signed) {
    if (rank > 0) positiveRanks += rank;
    else if (rank < 0) negativeRanks -= rank;
    else zeroRows++;
  }
  const groups = clusterRows("Wilcoxon test", signed.length, clusters);
  // Midranks are halves, twice them is whole.
  const sums = clusterSums(
    signed.map((rank) => 2 * rank),
    groups,
  );
  const tail = method === "normal" ? undefined : signFlipTail(sums);
  if (method === "exact" && tail === undefined)
    throw new InvalidArgumentError("Wilcoxon test", "few enough differences for `exact`", differences.length);
  const all = positiveRanks + negativeRanks;
  return {
    positiveRanks,
    negativeRanks,
    pValue: tail?.atLeast ?? normalPValue(sums),
    method: tail === undefined ? "normal" : "exact",
    rankBiserial: all === 0 ? undefined : (positiveRanks - negativeRanks) / all,
    zeros: zeroRows,
    clusters: groups.clusters,
  };
}

/** Σ sums is normal with variance Σ sums²: with one row a cluster the textbook's n(n + 1)(2n + 1) / 6 with its ties taken out. */
function normalPValue(sums: Float64Array): number {
  let [total, squares] = [0, 0];
  for (const sum of sums) {
    total += sum;
    squares += sum * sum;
  }
  return squares === 0 ? 1 : Math.min(1, 2 * normal.upperTail(Math.abs(total) / Math.sqrt(squares)));
}

/** The rank of each difference's size with its sign; zeros have 0, and count among the ranks or not. */
function signedRanks(differences: Float64Array, rankZeros: boolean): Float64Array {
  const bad = differences.findIndex(Number.isNaN);
  if (bad >= 0) throw new InvalidArgumentError("Wilcoxon test", `a number as difference of row ${bad}`, Number.NaN);
  const ranked = Uint32Array.from(differences.keys()).filter((row) => rankZeros || differences[row] !== 0);
  const ranks = midranks(Float64Array.from(ranked, (row) => Math.abs(differences[row] as number)));
  const signed = new Float64Array(differences.length);
  ranked.forEach((row, index) => {
    signed[row] = Math.sign(differences[row] as number) * (ranks[index] as number);
  });
  return signed;
}
