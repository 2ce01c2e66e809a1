import { InvalidArgumentError } from "../core/index.js";
import { normal } from "../stats/house.js";

/**
 * Units per arm to find a difference of proportions with a two-sided z test:
 * (z(1 − alpha/2) + z(power))² · (p(1 − p) + q(1 − q)) / (p − q)², rounded up.
 */
export function requiredSampleSize(options: {
  readonly control: number;
  readonly difference: number;
  readonly alpha?: number;
  readonly power?: number;
}): number {
  const { control, difference, alpha = 0.05, power = 0.8 } = options;
  const treatment = control + difference;
  if (!(control >= 0 && control <= 1 && treatment >= 0 && treatment <= 1) || difference === 0)
    throw new InvalidArgumentError("sample size", "proportions between 0 and 1 that differ", { control, treatment });
  for (const [name, value] of Object.entries({ alpha, power }))
    if (!(value > 0 && value < 1)) throw new InvalidArgumentError("sample size", `\`${name}\` between 0 and 1`, value);
  const reach = normal.quantile(1 - alpha / 2) + normal.quantile(power);
  return Math.ceil(
    (reach * reach * (control * (1 - control) + treatment * (1 - treatment))) / (difference * difference),
  );
}
