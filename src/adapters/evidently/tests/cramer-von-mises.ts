import { InvalidArgumentError } from "../../../core/index.js";
import { logGamma } from "../../../stats/house.js";
import type { NumberSamples } from "../sample.js";
import { pooledRanks } from "./ranks.js";

const mostExact = 20;

/** The two-sample test of Cramér and von Mises (Anderson, Ann. Math. Stat. 33, 1962): exact up to 20 rows a side, then by its limit. */
export function cramerVonMises(samples: NumberSamples): number {
  const [n, m] = [samples.reference.length, samples.current.length];
  if (Math.min(n, m) < 2)
    throw new InvalidArgumentError("evidently cramer_von_mises", "at least two values on each side", Math.min(n, m));
  const ranks = pooledRanks(samples);
  const u = n * squares(ranks.left) + m * squares(ranks.right);
  if (Math.max(n, m) <= mostExact) return exactTail(u, n, m);
  const [product, rows] = [n * m, n + m];
  const statistic = u / (product * rows) - (4 * product - 1) / (6 * rows);
  const mean = (1 + 1 / rows) / 6;
  const variance =
    ((rows + 1) * (4 * product * rows - 3 * (n * n + m * m) - 2 * product)) / (45 * rows * rows * 4 * product);
  const scaled = 1 / 6 + (statistic - mean) / Math.sqrt(45 * variance);
  return scaled < 0.003 ? 1 : Math.max(0, 1 - limitOf(scaled));
}

function squares(ranks: Float64Array): number {
  return ranks.reduce((sum, rank, at) => sum + (rank - at - 1) ** 2, 0);
}

/** The limiting distribution by (1.3) of Csörgő and Faraway, J. R. Stat. Soc. B 58, 1996; terms below 1e-7 are left out, as SciPy does. */
function limitOf(x: number): number {
  let total = 0;
  for (let k = 0; ; k++) {
    const y = 4 * k + 1;
    const q = (y * y) / (16 * x);
    const weight = Math.exp(logGamma(k + 0.5) - logGamma(k + 1)) / (Math.PI ** 1.5 * Math.sqrt(x));
    const term = weight * Math.sqrt(y) * besselK(0.25, q, q);
    total += term;
    if (term < 1e-7) return total;
  }
}

/** The modified Bessel function of the second kind times exp(−shift), by the trapezoidal rule, which converges faster than any power here. */
function besselK(order: number, x: number, shift: number): number {
  const step = 1 / 64;
  let sum = 0.5 * Math.exp(-x - shift);
  for (let at = 1; ; at++) {
    const t = at * step;
    const exponent = -x * Math.cosh(t) - shift;
    if (exponent < -745) return sum * step;
    sum += Math.exp(exponent) * Math.cosh(order * t);
  }
}

/** Counts the paths by their sums of squares (Xiao, Gordon and Yakovlev, J. Stat. Softw. 17(8), 2007). */
function exactTail(u: number, n: number, m: number): number {
  const multiple = (n * m) / greatestDivisor(n, m);
  const [a, b] = [multiple / n, multiple / m];
  const product = n * m;
  const limit = Math.floor((multiple ** 2 * (n + m) * (6 * u - product * (4 * product - 1))) / (6 * product ** 2));
  let columns: ReadonlyMap<number, number>[] = [];
  for (let right = 0; right <= m; right++) {
    const next: ReadonlyMap<number, number>[] = [];
    for (let left = 0; left <= n; left++) {
      const sums = new Map<number, number>();
      const more = (a * left - b * right) ** 2;
      const from = left + right === 0 ? [new Map([[0, 1]])] : [columns[left], next[left - 1]];
      for (const before of from)
        for (const [sum, count] of before ?? []) sums.set(sum + more, (sums.get(sum + more) ?? 0) + count);
      next.push(sums);
    }
    columns = next;
  }
  let [tail, total] = [0, 0];
  for (const [sum, count] of columns[n] ?? []) {
    total += count;
    if (sum >= limit) tail += count;
  }
  return tail / total;
}

function greatestDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestDivisor(right, left % right);
}
