import { checkOptions, type OptionRules, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { normal } from "../stats/house.js";

export interface SampleSizeOptions {
  /** The control's proportion. */
  readonly control: number;
  /** What is to be found, treatment minus control. */
  readonly difference: number;
  /** @default 0.05 */
  readonly alpha?: number;
  /** @default 0.8 */
  readonly power?: number;
}

const rules: OptionRules<SampleSizeOptions> = {
  control: option.required(option.share),
  difference: option.required(option.number({ minimum: -1, maximum: 1 })),
  alpha: option.level,
  power: option.level,
};

/**
 * Units per arm to find a difference of proportions with a two-sided z test:
 * (z(1 − alpha/2) + z(power))² · (p(1 − p) + q(1 − q)) / (p − q)², rounded up.
 */
export function requiredSampleSize(options: SampleSizeOptions): number {
  checkOptions("sample size", options, rules);
  const { control, difference, alpha = 0.05, power = 0.8 } = options;
  const treatment = control + difference;
  if (!(control >= 0 && control <= 1 && treatment >= 0 && treatment <= 1) || difference === 0)
    throw new InvalidArgumentError(
      "sample size",
      "proportions between 0 and 1 that differ",
      treatment,
      `${control} for control and ${treatment} for treatment`,
    );
  const reach = normal.quantile(1 - alpha / 2) + normal.quantile(power);
  return Math.ceil(
    (reach * reach * (control * (1 - control) + treatment * (1 - treatment))) / (difference * difference),
  );
}
