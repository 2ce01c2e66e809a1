import { InvalidArgumentError } from "../../core/index.js";
import { chiSquare, normal } from "../distributions/distributions.js";
import { regularizedBeta } from "../special/regularized-beta.js";
import { clusterRows, clusterSums } from "./cluster-rows.js";
import { signFlipTail } from "./sign-flip-tail.js";

/** Rows on which the two models differ. */
export interface DiscordantCounts {
  /** Rows that only a got right. */
  readonly onlyA: number;
  /** Rows that only b got right. */
  readonly onlyB: number;
}

/** `mid-p` counts half of the chance of what was seen: close to its level where `exact` stays below (Fagerland, Lydersen and Laake 2013). */
export type McnemarMethod = "exact" | "mid-p" | "chi-square" | "corrected chi-square";

export interface McnemarResult extends DiscordantCounts {
  /** Two-sided. */
  readonly pValue: number;
  readonly method: McnemarMethod;
  readonly clusters?: number;
}

/**
 * McNemar's test that both models are right equally often, on the rows where they differ (statsmodels' mcnemar with exact=True, or
 * exact=False with and without correction). No such row gives p = 1. The corrected difference is never below zero.
 */
export function mcnemarTest(
  { onlyA, onlyB }: DiscordantCounts,
  options: { /** @default "exact" */ readonly method?: McnemarMethod } = {},
): McnemarResult {
  const { method = "exact" } = options;
  for (const [name, count] of Object.entries({ onlyA, onlyB }))
    if (!(Number.isSafeInteger(count) && count >= 0))
      throw new InvalidArgumentError("McNemar test", `\`${name}\` to be a count`, count);
  return { onlyA, onlyB, method, pValue: pValueOf(onlyA, onlyB, method) };
}

function pValueOf(onlyA: number, onlyB: number, method: McnemarMethod): number {
  const total = onlyA + onlyB;
  if (total === 0) return 1;
  if (method === "chi-square" || method === "corrected chi-square") {
    const distance = Math.max(0, Math.abs(onlyA - onlyB) - (method === "chi-square" ? 0 : 1));
    return chiSquare.upperTail((distance * distance) / total, 1);
  }
  if (onlyA === onlyB) return 1;
  const least = Math.min(onlyA, onlyB);
  const upTo = lowerTail(least, total);
  if (method === "exact") return Math.min(1, 2 * upTo);
  return upTo + (least === 0 ? 0 : lowerTail(least - 1, total));
}

/** The chance of at most so many heads of fair coins. */
function lowerTail(heads: number, coins: number): number {
  return regularizedBeta(coins - heads, heads + 1, 0.5, 0.5).lower;
}

/**
 * McNemar's test of rows that are alike within clusters. Each cluster has its surplus, rows that only a got right minus rows that only
 * b got right; under the hypothesis its sign could as well be the other one, and the distribution of the sum under random signs is counted
 * in full. With one row a cluster this is McNemar's exact test (or its mid-p). Where the sums are too long to count, the sum's normal
 * approximation with variance Σ surplus² (Obuchowski 1998, Statistics in Medicine 17:1495; Durkalski and others 2003, 22:2417, which weigh
 * clusters by size instead of rows).
 *
 * @param rightA For each row, 1 where a is right and 0 where not. @param rightB The same of b.
 */
export function clusteredMcnemarTest(
  rightA: ArrayLike<number | boolean>,
  rightB: ArrayLike<number | boolean>,
  clusters: ArrayLike<string | number>,
  options: { /** @default "exact" */ readonly method?: "exact" | "mid-p" } = {},
): McnemarResult {
  const { method = "exact" } = options;
  if (rightA.length !== rightB.length)
    throw new InvalidArgumentError("McNemar test", `${rightA.length} rows of both models`, rightB.length);
  let [onlyA, onlyB] = [0, 0];
  const surplus = Int8Array.from({ length: rightA.length }, (_, row) => Number(rightA[row]) - Number(rightB[row]));
  for (const value of surplus) {
    if (value > 0) onlyA++;
    else if (value < 0) onlyB++;
  }
  const groups = clusterRows("McNemar test", surplus.length, clusters);
  const sums = clusterSums(surplus, groups);
  const tail = signFlipTail(sums);
  const known = { onlyA, onlyB, method, clusters: groups.clusters };
  // At no difference both halves of the mid-p hold what was seen, as in the test of single rows.
  if (onlyA === onlyB) return { ...known, pValue: 1 };
  if (tail !== undefined)
    return { ...known, pValue: method === "exact" ? tail.atLeast : tail.atLeast - tail.equal / 2 };
  const squares = sums.reduce((sum, value) => sum + value * value, 0);
  return { ...known, pValue: Math.min(1, 2 * normal.upperTail(Math.abs(onlyA - onlyB) / Math.sqrt(squares))) };
}
