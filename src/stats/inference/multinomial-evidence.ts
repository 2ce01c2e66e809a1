import { logGamma } from "../special/log-gamma.js";

/** What is believed of the shares when they are not as expected: as many units' worth about the expected ones, and how much it counts. */
const alternatives = [
  // Off by some hundredths, as a lossy log or a slow redirect makes them.
  { concentration: 250, weight: 0.95 },
  // Anything at all, so that a plain mistake shows in the first few dozen units.
  { concentration: 2, weight: 0.05 },
] as const;

/**
 * The logarithm of the evidence that counts are not drawn with these shares: the Bayes factor of shares from a Dirichlet distribution about
 * the expected ones, concentration · share, against the expected ones themselves,
 *
 *     Γ(c) / Γ(c + n) · Π Γ(c p + x) / Γ(c p) / p^x
 *
 * averaged over two concentrations. While the counts grow it is a martingale that begins at 1, so it ever reaches 1/alpha with probability
 * alpha at most (Lindon and Malek 2022, "Anytime-valid inference for multinomial count data").
 *
 * @param shares Above 0, with sum 1.
 */
export function multinomialEvidence(counts: readonly number[], shares: readonly number[]): number {
  const logs = alternatives.map(
    ({ concentration, weight }) => Math.log(weight) + bayesFactor(counts, shares, concentration),
  );
  const largest = Math.max(...logs);
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
}

function bayesFactor(counts: readonly number[], shares: readonly number[], concentration: number): number {
  let [total, evidence] = [0, 0];
  counts.forEach((count, arm) => {
    const share = shares[arm] as number;
    const prior = concentration * share;
    total += count;
    evidence += logGamma(prior + count) - logGamma(prior) - count * Math.log(share);
  });
  return evidence + logGamma(concentration) - logGamma(concentration + total);
}
