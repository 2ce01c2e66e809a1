import { binomialDensity } from "./densities.js";

const tiny = 1e-300;
const longest = 100_000;

/**
 * Regularized incomplete beta function I_x(a, b) and its complement, each accurate also where it is tiny.
 * @param y 1 − x, given apart so that x close to 1 loses nothing.
 */
export function regularizedBeta(
  a: number,
  b: number,
  x: number,
  y: number,
): { readonly lower: number; readonly upper: number } {
  if (!(a > 0 && b > 0) || Number.isNaN(x) || Number.isNaN(y)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const density = binomialDensity(a, b, x, y);
  // The fraction converges fast only on its own side of the mean.
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = ((density * b) / (a + b)) * continuedFraction(a, b, x);
    return { lower, upper: 1 - lower };
  }
  const upper = ((density * a) / (a + b)) * continuedFraction(b, a, y);
  return { lower: 1 - upper, upper };
}

/** Lentz's method on DLMF 8.17.22. */
function continuedFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < longest; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    result *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    result *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return result;
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
