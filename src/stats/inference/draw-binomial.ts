import type { Random } from "../../core/index.js";

/** Successes in `trials` trials of chance `probability`: by inversion where few are expected, else by Hörmann's BTRS (1993). */
export function drawBinomial(random: Random, trials: number, probability: number): number {
  if (trials === 0 || probability <= 0) return 0;
  if (probability >= 1) return trials;
  if (probability > 0.5) return trials - drawBinomial(random, trials, 1 - probability);
  return trials * probability < 10
    ? byInversion(random, trials, probability)
    : byRejection(random, trials, probability);
}

/** How often each of some kinds comes up in `draws` draws; writes into `counts`. @param weights Whole numbers, one a kind, not all zero. */
export function drawMultinomial(random: Random, draws: number, weights: Float64Array, counts: Float64Array): void {
  let rest = 0;
  for (const weight of weights) rest += weight;
  let left = draws;
  for (let kind = 0; kind < weights.length; kind++) {
    const weight = weights[kind] as number;
    // Given the kinds before, those of one kind are binomial among what is left.
    const drawn = weight >= rest ? left : drawBinomial(random, left, weight / rest);
    counts[kind] = drawn;
    left -= drawn;
    rest -= weight;
  }
}

function byInversion(random: Random, trials: number, probability: number): number {
  const odds = probability / (1 - probability);
  const none = Math.exp(trials * Math.log1p(-probability));
  for (;;) {
    let left = random();
    let chance = none;
    for (let successes = 0; successes <= trials; successes++) {
      if (left <= chance) return successes;
      left -= chance;
      chance *= ((trials - successes) / (successes + 1)) * odds;
    }
  }
}

/** Transformed rejection with squeeze; the names are Hörmann's. */
function byRejection(random: Random, trials: number, probability: number): number {
  const deviation = Math.sqrt(trials * probability * (1 - probability));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * probability;
  const c = trials * probability + 0.5;
  const vr = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const odds = probability / (1 - probability);
  const m = Math.floor((trials + 1) * probability);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (us >= 0.07 && v <= vr) return k;
    if (!(k >= 0 && k <= trials)) continue;
    const limit =
      (m + 0.5) * Math.log((m + 1) / (odds * (trials - m + 1))) +
      (trials + 1) * Math.log((trials - m + 1) / (trials - k + 1)) +
      (k + 0.5) * Math.log((odds * (trials - k + 1)) / (k + 1)) +
      stirlingError(m) +
      stirlingError(trials - m) -
      stirlingError(k) -
      stirlingError(trials - k);
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= limit) return k;
  }
}

const stirlingErrors = [
  0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509, 0.01664469118982119,
  0.01387612882307075, 0.01189670994589177, 0.01041126526197209, 0.009255462182712733, 0.008330563433362871,
];

/** log k! minus Stirling's formula at k + 1. */
function stirlingError(k: number): number {
  const known = stirlingErrors[k];
  if (known !== undefined) return known;
  const x = k + 1;
  return (1 / 12 - (1 / 360 - 1 / 1260 / (x * x)) / (x * x)) / x;
}
