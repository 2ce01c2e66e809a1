/**
 * Half the width of an asymptotic confidence sequence for a proportion, one-sided at level alpha, holding at all sample sizes at once:
 * sigma · sqrt(2 (n rho² + 1)/(n² rho²) · log(1 + sqrt(n rho² + 1)/(2 alpha))) (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2021,
 * one-sided form), with rho tuned for about 500 samples. The variance is that of one more success and one more failure, so that no
 * errors at all do not look like certainty.
 */
export function ratioSequence(successes: number, trials: number, alpha: number): number {
  const share = (successes + 1) / (trials + 2);
  const variance = share * (1 - share);
  const tuned = (-2 * Math.log(2 * alpha) + Math.log(-2 * Math.log(2 * alpha) + 1)) / 500;
  const spread = trials * tuned + 1;
  return (
    Math.sqrt(variance) *
    Math.sqrt(((2 * spread) / (trials * trials * tuned)) * Math.log(1 + Math.sqrt(spread) / (2 * alpha)))
  );
}
