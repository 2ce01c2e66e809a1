import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { VersionMetrics } from "../version-metrics.js";
import { builtIn } from "./built-in.js";
import { type Contrast, contrastOfCounts, differenceAtLeast, differenceAtMost } from "./contrast.js";
import type { Guardrail } from "./guardrail.js";

export interface ErrorRateOptions {
  /** How much higher the canary's share of errors may be than the champion's. @default 0 */
  readonly maximumDifference?: number;
  /** The chance of ever rolling back a canary that keeps within it, however often it is looked at. @default 0.035 */
  readonly alpha?: number;
  /** Requests per arm before anything is decided by the test. @default 50 */
  readonly minimumRequests?: number;
}

const name = "error rate";
const rules: OptionRules<ErrorRateOptions> = {
  maximumDifference: option.number({ minimum: 0, below: 1 }),
  alpha: option.number({ above: 0, below: 0.5 }),
  minimumRequests: option.count,
};

/**
 * Breached when the canary's error rate is above the champion's by more than allowed beyond doubt. The bound holds at all looks
 * together and counts users, not requests, so that neither watching every request nor one user who asks often rolls back good canaries.
 * @throws {InvalidArgumentError} an option that would switch it off.
 */
export function errorRate(options: ErrorRateOptions = {}): Guardrail {
  checkOptions(`guardrail ${name}`, options, rules);
  const { maximumDifference = 0, alpha = 0.035, minimumRequests = 50 } = options;
  const isBreached = (contrast: Contrast): boolean =>
    Math.min(contrast.canary.requests, contrast.champion.requests) >= minimumRequests &&
    (differenceAtLeast(contrast, alpha) ?? 0) > maximumDifference;
  const guardrail: Guardrail = {
    name,
    options: { maximumDifference, alpha, minimumRequests },
    events: () => (outcome) => outcome.error,
    check(mine, theirs, contrast = contrastOfCounts(countsOf(mine), countsOf(theirs))) {
      const { canary, champion } = contrast;
      const [low, high] = [differenceAtLeast(contrast, alpha), differenceAtMost(contrast, alpha)];
      const numbers = {
        canary: canary.events / canary.requests,
        champion: champion.events / champion.requests,
        canaryRequests: canary.requests,
        championRequests: champion.requests,
      };
      if (low === undefined || high === undefined || Math.min(canary.requests, champion.requests) < minimumRequests)
        return {
          guardrail: name,
          decision: "insufficient-data",
          message: `${canary.requests} and ${champion.requests} requests, ${minimumRequests} of each are needed`,
          numbers,
        };
      return {
        guardrail: name,
        decision: isBreached(contrast) ? "breach" : "ok",
        message: describe(contrast, low, high, maximumDifference),
        numbers: { ...numbers, low, high },
      };
    },
  };
  return builtIn(guardrail, isBreached);
}

const countsOf = ({ requests, errors }: VersionMetrics) => ({ requests, events: errors });

function describe({ canary, champion }: Contrast, low: number, high: number, allowed: number): string {
  const percent = (share: number): string => (100 * share).toFixed(2);
  const rates = `errors ${percent(canary.events / canary.requests)} % against ${percent(champion.events / champion.requests)} %`;
  if (high < 0) return `${rates}: the champion is worse, by at least ${percent(-high)} points at all looks`;
  return `${rates}, at least ${percent(low)} points more at all looks, ${percent(allowed)} allowed`;
}
