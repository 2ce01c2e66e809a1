import { logGamma } from "../special/log-gamma.js";
import { regularizedBeta } from "../special/regularized-beta.js";
import { regularizedGamma } from "../special/regularized-gamma.js";
import { invertTails, type Tails } from "./invert.js";

const infinite = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const positive = [0, Number.POSITIVE_INFINITY] as const;

function normalTails(z: number): Tails {
  const { upper } = regularizedGamma(0.5, (z * z) / 2);
  const tail = upper / 2;
  return z >= 0 ? { lower: 1 - tail, upper: tail } : { lower: tail, upper: 1 - tail };
}

/** The standard normal distribution. Tails are accurate to about 1e-13 relative, also far out. */
export const normal = {
  cumulative: (z: number): number => normalTails(z).lower,
  upperTail: (z: number): number => normalTails(z).upper,
  quantile: (probability: number): number => invertTails(normalTails, probability, infinite),
} as const;

function studentTails(t: number, degreesOfFreedom: number): Tails {
  if (degreesOfFreedom === Number.POSITIVE_INFINITY) return normalTails(t);
  const square = t * t;
  const x = degreesOfFreedom / (degreesOfFreedom + square);
  const tail =
    Math.abs(t) > 1e150 && degreesOfFreedom > 0
      ? farStudentTail(Math.abs(t), degreesOfFreedom)
      : regularizedBeta(degreesOfFreedom / 2, 0.5, x, square / (degreesOfFreedom + square)).lower / 2;
  return t >= 0 ? { lower: 1 - tail, upper: tail } : { lower: tail, upper: 1 - tail };
}

/** The leading term of the tail, for t whose square overflows. */
function farStudentTail(t: number, degreesOfFreedom: number): number {
  const a = degreesOfFreedom / 2;
  const logBeta = logGamma(a + 1) + logGamma(0.5) - logGamma(a + 0.5);
  return Math.exp(a * (Math.log(degreesOfFreedom) - 2 * Math.log(t)) - logBeta) / 2;
}

/** Student's t distribution; infinite degrees of freedom give the normal. */
export const studentT = {
  cumulative: (t: number, degreesOfFreedom: number): number => studentTails(t, degreesOfFreedom).lower,
  upperTail: (t: number, degreesOfFreedom: number): number => studentTails(t, degreesOfFreedom).upper,
  quantile: (probability: number, degreesOfFreedom: number): number =>
    invertTails((t) => studentTails(t, degreesOfFreedom), probability, infinite),
} as const;

const chiSquareTails = (x: number, degreesOfFreedom: number): Tails => regularizedGamma(degreesOfFreedom / 2, x / 2);

/** The chi-square distribution. */
export const chiSquare = {
  cumulative: (x: number, degreesOfFreedom: number): number => chiSquareTails(x, degreesOfFreedom).lower,
  upperTail: (x: number, degreesOfFreedom: number): number => chiSquareTails(x, degreesOfFreedom).upper,
  quantile: (probability: number, degreesOfFreedom: number): number =>
    invertTails((x) => chiSquareTails(x, degreesOfFreedom), probability, positive),
} as const;

function fisherTails(f: number, numerator: number, denominator: number): Tails {
  if (f <= 0 && numerator > 0 && denominator > 0) return { lower: 0, upper: 1 };
  if (f === Number.POSITIVE_INFINITY && numerator > 0 && denominator > 0) return { lower: 1, upper: 0 };
  const total = denominator + numerator * f;
  return regularizedBeta(numerator / 2, denominator / 2, (numerator * f) / total, denominator / total);
}

/** Fisher's F distribution, by degrees of freedom of numerator and denominator. */
export const fisherF = {
  cumulative: (f: number, numerator: number, denominator: number): number =>
    fisherTails(f, numerator, denominator).lower,
  upperTail: (f: number, numerator: number, denominator: number): number =>
    fisherTails(f, numerator, denominator).upper,
  quantile: (probability: number, numerator: number, denominator: number): number =>
    invertTails((f) => fisherTails(f, numerator, denominator), probability, positive),
} as const;

const betaTails = (x: number, a: number, b: number): Tails => regularizedBeta(a, b, x, 1 - x);

/** The beta distribution. */
export const beta = {
  cumulative: (x: number, a: number, b: number): number => betaTails(x, a, b).lower,
  upperTail: (x: number, a: number, b: number): number => betaTails(x, a, b).upper,
  quantile: (probability: number, a: number, b: number): number =>
    invertTails((x) => betaTails(x, a, b), probability, [0, 1]),
} as const;
