import { checkArguments, checkOptions, type OptionRules, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import type { Proportion } from "../stats/house.js";
import { compareProportionCounts } from "../stats/house.js";
import type { Interval } from "../stats/index.js";

/** An experiment's effect on a proportion: treatment minus control. */
export interface Effect {
  readonly difference: number;
  /** Relative to control; undefined when control is 0. */
  readonly relative: number | undefined;
  readonly interval: Interval;
  readonly pValue: number;
  readonly method: "Newcombe";
}

export interface CompareOptions {
  /** @default 0.95 */
  readonly confidence?: number;
}

export const compareRules: OptionRules<CompareOptions> = { confidence: option.level };

/** Compares two proportions of independent units. Undefined when an arm is empty. */
export function compareProportions(
  treatment: Proportion,
  control: Proportion,
  options: CompareOptions = {},
): Effect | undefined {
  checkArguments("compare proportions", { treatment, control }, { treatment: option.noun, control: option.noun });
  checkOptions("compare proportions", options, compareRules);
  for (const [arm, { successes, trials }] of Object.entries({ treatment, control }))
    if (!(Number.isSafeInteger(successes) && Number.isSafeInteger(trials) && successes >= 0 && successes <= trials))
      throw new InvalidArgumentError(
        "compare proportions",
        `whole numbers with 0 ≤ successes ≤ trials for the ${arm}`,
        successes,
        `${successes} of ${trials}`,
      );
  const result = compareProportionCounts(treatment, control, options.confidence);
  if (result === undefined) return undefined;
  const base = control.successes / control.trials;
  return { ...result, relative: base === 0 ? undefined : result.difference / base, method: "Newcombe" };
}
