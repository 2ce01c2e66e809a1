import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { Proportion } from "../../stats/house.js";
import { normal } from "../../stats/house.js";
import type { Interval } from "../../stats/index.js";

export interface RoganGladenOptions {
  /** Items that the judge calls positive, among all that it judged. */
  readonly apparent: Proportion;
  /** Items that the judge calls positive, among those that people call positive. */
  readonly sensitivity: Proportion;
  /** Items that the judge calls negative, among those that people call negative. */
  readonly specificity: Proportion;
  /** @default 0.95 */
  readonly confidence?: number;
}

const proportion = option.object<Proportion>({
  successes: option.required(option.number({ minimum: 0 })),
  trials: option.required(option.number({ minimum: 0 })),
});

const rules: OptionRules<RoganGladenOptions> = {
  apparent: option.required(proportion),
  sensitivity: option.required(proportion),
  specificity: option.required(proportion),
  confidence: option.level,
};

export interface CorrectedPrevalence {
  /** From 0 to 1. */
  readonly prevalence: number;
  /** Before it was held to 0 … 1; far outside, judge and labels do not fit together. */
  readonly unclipped: number;
  /** By Lang and Reiczigel (2014), which knows that sensitivity and specificity are estimates. */
  readonly interval: Interval;
}

/**
 * The share of positives corrected for the judge's errors: (apparent + specificity − 1) / (sensitivity + specificity − 1)
 * (Rogan and Gladen 1978).
 *
 * @returns Undefined without data for one of the three, or when the judge is no better than chance (sensitivity + specificity ≤ 1).
 * @throws {InvalidArgumentError} a proportion is impossible, or `confidence` is not between 0 and 1.
 */
export function roganGladen(options: RoganGladenOptions): CorrectedPrevalence | undefined {
  checkOptions("rogan-gladen", options, rules);
  const { apparent, sensitivity, specificity, confidence = 0.95 } = options;
  for (const [name, { successes, trials }] of Object.entries({ apparent, sensitivity, specificity }))
    check(successes <= trials, `\`${name}\` to have 0 ≤ successes ≤ trials`, { successes, trials });
  if (apparent.trials === 0 || sensitivity.trials === 0 || specificity.trials === 0) return undefined;
  const skill = rate(sensitivity) + rate(specificity) - 1;
  if (skill <= 0) return undefined;
  const unclipped = (rate(apparent) + rate(specificity) - 1) / skill;

  // Lang and Reiczigel: Agresti and Coull's counts for the apparent share, one more of either kind for the others.
  const z = normal.quantile(0.5 + confidence / 2);
  const seen = { successes: apparent.successes + (z * z) / 2, trials: apparent.trials + z * z };
  const hits = { successes: sensitivity.successes + 1, trials: sensitivity.trials + 2 };
  const rejections = { successes: specificity.successes + 1, trials: specificity.trials + 2 };
  const adjustedSkill = rate(hits) + rate(rejections) - 1;
  const adjusted = (rate(seen) + rate(rejections) - 1) / adjustedSkill;
  const shift = 2 * z * z * (adjusted * variance(hits) - (1 - adjusted) * variance(rejections));
  const spread =
    Math.sqrt(
      variance(seen) + adjusted * adjusted * variance(hits) + (1 - adjusted) * (1 - adjusted) * variance(rejections),
    ) / adjustedSkill;
  const middle = adjusted + shift;
  return {
    prevalence: clip(unclipped),
    unclipped,
    interval: { low: clip(middle - z * spread), high: clip(middle + z * spread), confidence },
  };
}

function rate({ successes, trials }: Proportion): number {
  return successes / trials;
}

function variance(proportion: Proportion): number {
  const share = rate(proportion);
  return (share * (1 - share)) / proportion.trials;
}

function clip(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function check(holds: boolean, expected: string, got: unknown): void {
  if (!holds) throw new InvalidArgumentError("rogan-gladen", expected, got);
}
