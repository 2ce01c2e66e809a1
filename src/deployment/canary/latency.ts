import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { normalMixtureBound, normalMixtureRho } from "../../stats/house.js";
import type { VersionMetrics } from "../version-metrics.js";
import { builtIn } from "./built-in.js";
import { type Contrast, differenceAtLeast } from "./contrast.js";
import type { Guardrail, GuardrailEvent } from "./guardrail.js";

export interface LatencyOptions {
  /** @default 0.95 */
  readonly quantile?: number;
  /** How many times the champion's quantile the canary's may be. @default 2 */
  readonly maximumRatio?: number;
  /** A canary under this is never too slow. @default 5 */
  readonly floorMilliseconds?: number;
  /** The chance of ever rolling back a canary that keeps within it, however often it is looked at. @default 0.01 */
  readonly alpha?: number;
  /** Answers per arm before anything is decided. @default 200 */
  readonly minimumRequests?: number;
}

const rules: OptionRules<LatencyOptions> = {
  quantile: option.level,
  maximumRatio: option.number({ minimum: 1 }),
  floorMilliseconds: option.number({ minimum: 0 }),
  alpha: option.number({ above: 0, below: 0.5 }),
  minimumRequests: option.count,
};

/**
 * Breached when a latency quantile of answers is beyond a multiple of the champion's, beyond doubt; failures have no part in it. A request is
 * slow when it takes longer than that multiple of what the champion's quantile was until then. Of the canary's requests 1 − quantile may
 * be slow, or as many as of the champion's at the same time: when everything is slow, nobody is to blame.
 * @throws {InvalidArgumentError} an option that would switch it off.
 */
export function latency(options: LatencyOptions = {}): Guardrail {
  checkOptions("guardrail latency", options, rules);
  const { quantile = 0.95, maximumRatio = 2, floorMilliseconds = 5, alpha = 0.01, minimumRequests = 200 } = options;
  const name = quantile === 0.95 ? "latency" : `latency p${100 * quantile}`;
  const isBreached = (contrast: Contrast): boolean =>
    Math.min(contrast.canary.requests, contrast.champion.requests) >= minimumRequests &&
    isSlower(contrast, quantile, alpha);
  const guardrail: Guardrail = {
    name,
    options: { quantile, maximumRatio, floorMilliseconds, alpha, minimumRequests },
    events: () => slowRequests({ quantile, maximumRatio, floorMilliseconds, minimumRequests }),
    check(canary, champion, contrast) {
      const [mine, theirs] = [canary.latency.quantile(quantile), champion.latency.quantile(quantile)];
      const counted = contrast ?? {
        canary: { requests: canary.latency.count },
        champion: { requests: champion.latency.count },
      };
      const numbers = {
        canary: mine,
        champion: theirs,
        canaryRequests: counted.canary.requests,
        championRequests: counted.champion.requests,
      };
      const answers = Math.min(counted.canary.requests, counted.champion.requests);
      if (mine === undefined || theirs === undefined || answers < minimumRequests)
        return {
          guardrail: name,
          decision: "insufficient-data",
          message: `${counted.canary.requests} and ${counted.champion.requests} answers, ${minimumRequests} of each are needed`,
          numbers,
        };
      const breach =
        contrast === undefined
          ? quantileAtLeast(canary, quantile, alpha) > Math.max(floorMilliseconds, theirs * maximumRatio)
          : isBreached(contrast);
      return {
        guardrail: name,
        decision: breach ? "breach" : "ok",
        message: `p${100 * quantile} ${mine.toFixed(2)} ms against ${theirs.toFixed(2)} ms${breach ? ", slower at all looks" : ""}`,
        numbers,
      };
    },
  };
  return builtIn(guardrail, isBreached);
}

/** The champion's quantile is looked up anew when it has answered a twentieth more. */
const growth = 1.05;

function slowRequests(options: Required<Omit<LatencyOptions, "alpha">>): GuardrailEvent {
  const { quantile, maximumRatio, floorMilliseconds, minimumRequests } = options;
  let limit = Number.NaN;
  let known = 0;
  return ({ error, latencyMilliseconds }, { champion }) => {
    if (error || champion.latency.count < minimumRequests) return undefined;
    if (champion.latency.count >= known * growth) {
      known = champion.latency.count;
      limit = Math.max(floorMilliseconds, maximumRatio * (champion.latency.quantile(quantile) ?? Number.NaN));
    }
    return latencyMilliseconds > limit;
  };
}

function isSlower(contrast: Contrast, quantile: number, alpha: number): boolean {
  const { champion } = contrast;
  const low = differenceAtLeast(contrast, alpha);
  return low !== undefined && low > Math.max(0, 1 - quantile - champion.events / champion.requests);
}

/** What the quantile is at least, at all looks together, where nothing but the latencies themselves is known. */
function quantileAtLeast({ latency }: VersionMetrics, quantile: number, alpha: number): number {
  const variance = latency.count * quantile * (1 - quantile);
  const reach = normalMixtureBound(variance, alpha, normalMixtureRho(30, alpha)) / latency.count;
  return latency.quantile(Math.max(0, quantile - reach)) ?? 0;
}
