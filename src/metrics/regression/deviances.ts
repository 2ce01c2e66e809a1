import { InvalidArgumentError } from "../../core/index.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { numberRules, powerRule } from "../metric-rules.js";
import type { NumberColumn } from "../rows/read-numbers.js";
import { errorMetric, type NumberMetric, type NumberOptions, type RowError } from "./number-metric.js";

/** Of counts: mean 2(y log(y / p) + p − y) (scikit-learn's mean_poisson_deviance). Targets below 0 and outputs of at most 0 are refused. */
export function meanPoissonDeviance(options: NumberOptions = {}): NumberMetric {
  return devianceMetric("mean Poisson deviance", 1, options);
}

/** Of amounts above 0: mean 2(log(p / y) + y / p − 1) (scikit-learn's mean_gamma_deviance). Values of at most 0 are refused. */
export function meanGammaDeviance(options: NumberOptions = {}): NumberMetric {
  return devianceMetric("mean gamma deviance", 2, options);
}

/**
 * Mean Tweedie deviance (scikit-learn's mean_tweedie_deviance): of power 0 the squared error, 1 Poisson's, 2 gamma's, between 1 and 2 of sums
 * that are often 0, below 0 of outputs above 0, above 2 of values above 0.
 *
 * @param options `power`: how the variance grows with the mean. @default 0
 * @throws {InvalidArgumentError} the power is between 0 and 1, where no such distribution is.
 */
export function meanTweedieDeviance(options: NumberOptions & { readonly power?: number } = {}): NumberMetric {
  checkMetricOptions("mean Tweedie deviance", options, { ...numberRules, ...powerRule });
  const { power = 0, ...rest } = options;
  return devianceMetric(`mean Tweedie deviance of power ${power}`, power, rest, { power });
}

function devianceMetric(name: string, power: number, options: NumberOptions, params = {}): NumberMetric {
  const check = (column: NumberColumn): void => checkDomain(name, power, column);
  return errorMetric({ name, params, error: deviance(power), check }, options);
}

/** @throws {InvalidArgumentError} a value is none that the distribution of this power has. */
export function checkDomain(place: string, power: number, { targets, outputs }: NumberColumn): void {
  const refuse = (name: string, values: Float64Array, isBad: (value: number) => boolean, wanted: string): void => {
    const row = values.findIndex(isBad);
    if (row >= 0)
      throw new InvalidArgumentError(place, `${name} ${wanted}`, values[row], `${values[row]} at row ${row}`);
  };
  if (power === 0) return;
  if (power >= 2) refuse("targets", targets, (value) => value <= 0, "above 0");
  else if (power >= 1) refuse("targets", targets, (value) => value < 0, "of at least 0");
  refuse("outputs", outputs, (value) => value <= 0, "above 0");
}

/** Twice the log likelihood that an output loses against the target itself (Jørgensen 1987). */
export function deviance(power: number): RowError {
  if (power === 0) return (target, output) => (target - output) * (target - output);
  if (power === 1)
    return (target, output) => 2 * ((target === 0 ? 0 : target * Math.log(target / output)) - target + output);
  if (power === 2) return (target, output) => 2 * (Math.log(output / target) + target / output - 1);
  return (target, output) =>
    2 *
    (Math.max(target, 0) ** (2 - power) / ((1 - power) * (2 - power)) -
      (target * output ** (1 - power)) / (1 - power) +
      output ** (2 - power) / (2 - power));
}
