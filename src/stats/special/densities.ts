import { logGamma } from "./log-gamma.js";

// Loader (2000), "Fast and Accurate Computation of Binomial Probabilities": densities without cancellation of large logarithms.

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** log Γ(n + 1) minus Stirling's formula. */
function stirlingError(n: number): number {
  if (n < 16) return n === 0 ? 0 : logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - halfLogTwoPi;
  const square = n * n;
  return (
    (1 / 12 -
      (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square) / square) / square) /
    n
  );
}

/** x log(x / m) + m − x, accurate also when x is close to m. */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) < 0.1 * (x + m)) {
    const v = (x - m) / (x + m);
    let sum = (x - m) * v;
    let term = 2 * x * v;
    for (let index = 1; index < 1000; index++) {
      term *= v * v;
      const next = sum + term / (2 * index + 1);
      if (next === sum) return next;
      sum = next;
    }
  }
  return x * Math.log(x / m) + m - x;
}

/** m^x e^(−m) / Γ(x + 1) for x ≥ 0, m > 0. */
export function poissonDensity(x: number, m: number): number {
  if (x === 0) return Math.exp(-m);
  if (x < 1e-3) return Math.exp(x * Math.log(m) - m - logGamma(x + 1));
  return Math.exp(-stirlingError(x) - deviance(x, m)) / Math.sqrt(2 * Math.PI * x);
}

/** Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) · p^a q^b for a, b > 0 and p + q = 1. */
export function binomialDensity(a: number, b: number, p: number, q: number): number {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * p) - deviance(b, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b));
}
