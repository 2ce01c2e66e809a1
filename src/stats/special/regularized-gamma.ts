import { poissonDensity } from "./densities.js";

const tiny = 1e-300;
const precision = 1e-17;
const longest = 100_000;

/** Regularized incomplete gamma functions P(a, x) and Q(a, x) = 1 − P, each accurate also where it is tiny. a > 0, x ≥ 0. */
export function regularizedGamma(a: number, x: number): { readonly lower: number; readonly upper: number } {
  if (!(a > 0) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const density = poissonDensity(a, x);
  if (x < a + 1) {
    const lower = density * series(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = density * a * continuedFraction(a, x);
  return { lower: 1 - upper, upper };
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + … (DLMF 8.7.1). */
function series(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let index = 1; index < longest; index++) {
    term *= x / (a + index);
    sum += term;
    if (term < sum * precision) break;
  }
  return sum;
}

/** Lentz's method on the continued fraction of Γ(a, x) (DLMF 8.9.2, even part). */
function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / (b === 0 ? tiny : b);
  let result = d;
  for (let index = 1; index < longest; index++) {
    const numerator = -index * (index - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b);
    c = nonZero(b + numerator / c);
    const factor = c * d;
    result *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return result;
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
