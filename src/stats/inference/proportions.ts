import { InvalidArgumentError } from "../../core/index.js";
import { normal } from "../distributions/distributions.js";
import type { Interval } from "./t-interval.js";

/** Successes among trials. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/** Wilson's score interval for one proportion; undefined of no trials. */
export function wilsonInterval({ successes, trials }: Proportion, confidence = 0.95): Interval | undefined {
  checkProportion({ successes, trials });
  if (trials === 0) return undefined;
  const z = normal.quantile(0.5 + confidence / 2);
  const share = successes / trials;
  const square = (z * z) / trials;
  const middle = share + square / 2;
  const reach = z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  return {
    low: Math.max(0, (middle - reach) / (1 + square)),
    high: Math.min(1, (middle + reach) / (1 + square)),
    confidence,
  };
}

/** The difference of two proportions, treatment minus control. */
export interface ProportionDifference {
  readonly difference: number;
  /** Newcombe's hybrid score interval (1998, method 10). */
  readonly interval: Interval;
  /** Two-sided, by the pooled z test. */
  readonly pValue: number;
}

/** Undefined when an arm has no trials. */
export function compareProportionCounts(
  treatment: Proportion,
  control: Proportion,
  confidence = 0.95,
): ProportionDifference | undefined {
  const [a, b] = [wilsonInterval(treatment, confidence), wilsonInterval(control, confidence)];
  if (a === undefined || b === undefined) return undefined;
  const [p, q] = [treatment.successes / treatment.trials, control.successes / control.trials];
  const difference = p - q;
  const low = difference - Math.sqrt((p - a.low) * (p - a.low) + (b.high - q) * (b.high - q));
  const high = difference + Math.sqrt((a.high - p) * (a.high - p) + (q - b.low) * (q - b.low));
  const pooled = (treatment.successes + control.successes) / (treatment.trials + control.trials);
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / treatment.trials + 1 / control.trials));
  const pValue = standardError === 0 ? 1 : Math.min(1, 2 * normal.upperTail(Math.abs(difference) / standardError));
  return { difference, interval: { low, high, confidence }, pValue };
}

function checkProportion({ successes, trials }: Proportion): void {
  if (!(trials >= 0 && successes >= 0 && successes <= trials))
    throw new InvalidArgumentError("proportion", "0 ≤ successes ≤ trials", { successes, trials });
}
