import { kolmogorovSmirnovDistance, kolmogorovSmirnovPValue } from "../../../stats/house.js";
import type { NumberSamples } from "../sample.js";
import { kolmogorovTail } from "./kolmogorov-tail.js";

const mostExact = 10_000;

/** The two-sample test of Kolmogorov and Smirnov: exact up to 10,000 rows a side, then by the distribution of one sample of nm/(n + m). */
export function kolmogorovSmirnov({ sorted: [reference, current] }: NumberSamples): number {
  const distance = kolmogorovSmirnovDistance(reference, current);
  const [n, m] = [reference.length, current.length];
  if (Math.max(n, m) <= mostExact) return kolmogorovSmirnovPValue(distance, n, m);
  return kolmogorovTail(distance, roundHalfEven((n * m) / (n + m)));
}

function roundHalfEven(value: number): number {
  const whole = Math.floor(value);
  return value - whole === 0.5 ? whole + (whole % 2) : Math.round(value);
}
