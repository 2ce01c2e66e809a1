import { InvalidArgumentError } from "../../../core/index.js";
import { chiSquare, logGamma, normal } from "../../../stats/house.js";
import { categoryCounts } from "../category-counts.js";
import type { Samples } from "../sample.js";

/** Pearson's test of the current counts against the reference's, scaled to as many rows; NaN of a single value. */
export function chiSquareTest(samples: Samples): number {
  const { reference, current } = categoryCounts(samples);
  const scale = samples.current.length / samples.reference.length;
  return upperTail(
    reference.map((count, at) => ((current[at] ?? 0) - count * scale) ** 2 / (count * scale)),
    reference.length,
  );
}

/** The likelihood-ratio test of the current counts against the reference's as they are: only of as many rows. */
export function gTest(samples: Samples): number {
  const { reference, current } = categoryCounts(samples);
  const [before, now] = [samples.reference.length, samples.current.length];
  if (Math.abs(before - now) / Math.min(before, now) > Math.sqrt(Number.EPSILON))
    throw new InvalidArgumentError("evidently g_test", `as many current rows as the reference's ${before}`, now);
  return upperTail(
    current.map((count, at) => (count === 0 ? 0 : 2 * count * Math.log(count / (reference[at] ?? 0)))),
    reference.length,
  );
}

function upperTail(terms: readonly number[], categories: number): number {
  const statistic = terms.reduce((sum, term) => sum + term, 0);
  if (categories < 2) return Number.NaN;
  return statistic === Number.POSITIVE_INFINITY ? 0 : chiSquare.upperTail(statistic, categories - 1);
}

/** The pooled two-sided test of two proportions: of the values that are not the smallest one. */
export function zTest(samples: Samples): number {
  const { keys, reference, current } = categoryCounts(samples);
  if (keys.length === 1) return 1;
  const [n, m] = [samples.reference.length, samples.current.length];
  const [p, q] = [1 - (reference[0] ?? 0) / n, 1 - (current[0] ?? 0) / m];
  const pooled = (p * n + q * m) / (n + m);
  const z = (p - q) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  return 2 * normal.upperTail(Math.abs(z));
}

/** Fisher's exact test, two-sided: all tables that are at most as likely. */
export function fisherExact(samples: Samples): number {
  const { keys, reference, current } = categoryCounts(samples);
  const [n, m] = [samples.reference.length, samples.current.length];
  if (keys.length > 2)
    throw new InvalidArgumentError("evidently fisher_exact", "at most two different values", keys.length);
  if (n !== m)
    throw new InvalidArgumentError("evidently fisher_exact", `as many current rows as the reference's ${n}`, m);
  const [a, b] = [reference[0] ?? 0, current[0] ?? 0];
  const chosen = a + b;
  const logChance = (left: number) => logChoose(n, left) + logChoose(m, chosen - left);
  const limit = logChance(a) + 1e-11;
  let [sum, total] = [0, 0];
  for (let left = Math.max(0, chosen - m); left <= Math.min(n, chosen); left++) {
    const chance = Math.exp(logChance(left) - logChance(a));
    total += chance;
    if (logChance(left) <= limit) sum += chance;
  }
  return Math.min(1, sum / total);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
