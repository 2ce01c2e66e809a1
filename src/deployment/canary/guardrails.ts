import { InvalidArgumentError } from "../../core/index.js";
import type { VersionMetrics } from "../version-metrics.js";
import { ratioSequence } from "./confidence-sequence.js";

/** What a guardrail saw and says. */
export interface GuardrailVerdict {
  readonly guardrail: string;
  readonly decision: "ok" | "breach" | "insufficient-data";
  readonly message: string;
  readonly numbers: { readonly [name: string]: number | undefined };
}

/** Watches a canary beside the champion since the canary began. */
export interface Guardrail {
  readonly name: string;
  check(canary: VersionMetrics, champion: VersionMetrics): GuardrailVerdict;
}

export interface ErrorRateOptions {
  /** How much higher the canary's share of errors may be than the champion's. @default 0.01 */
  readonly maximumDifference?: number;
  /** The chance of ever rolling back a canary that keeps within it, however often it is looked at. @default 0.05 */
  readonly alpha?: number;
  /** Requests per arm before anything is decided by the test. @default 50 */
  readonly minimumRequests?: number;
}

/**
 * Breached when the canary's error rate is above the champion's by more than allowed beyond doubt. The bound holds at all looks
 * together, so that watching every request does not roll back good canaries.
 */
export function errorRate(options: ErrorRateOptions = {}): Guardrail {
  const { maximumDifference = 0.01, alpha = 0.05, minimumRequests = 50 } = options;
  if (!(maximumDifference >= 0))
    throw new InvalidArgumentError("guardrail error rate", "`maximumDifference` of at least 0", maximumDifference);
  return {
    name: "error rate",
    check(canary, champion) {
      const [mine, theirs] = [canary.errors / canary.requests, champion.errors / champion.requests];
      const numbers = {
        canary: mine,
        champion: theirs,
        canaryRequests: canary.requests,
        championRequests: champion.requests,
      };
      if (canary.requests < minimumRequests || champion.requests < minimumRequests)
        return {
          guardrail: "error rate",
          decision: "insufficient-data",
          message: `${canary.requests} and ${champion.requests} requests, ${minimumRequests} of each are needed`,
          numbers,
        };
      const reach =
        ratioSequence(canary.errors, canary.requests, alpha / 2) +
        ratioSequence(champion.errors, champion.requests, alpha / 2);
      const low = mine - theirs - reach;
      const breach = low > maximumDifference;
      return {
        guardrail: "error rate",
        decision: breach ? "breach" : "ok",
        message: `errors ${(100 * mine).toFixed(2)} % against ${(100 * theirs).toFixed(2)} %, at least ${(100 * low).toFixed(2)} points more at all looks, ${(100 * maximumDifference).toFixed(2)} allowed`,
        numbers: { ...numbers, low },
      };
    },
  };
}

export interface LatencyOptions {
  /** @default 0.95 */
  readonly quantile?: number;
  /** How many times the champion's quantile the canary's may be. @default 2 */
  readonly maximumRatio?: number;
  /** A canary under this is never too slow. @default 5 */
  readonly floorMilliseconds?: number;
  /** @default 200 */
  readonly minimumRequests?: number;
}

/** Breached when a latency quantile is beyond a multiple of the champion's. */
export function latency(options: LatencyOptions = {}): Guardrail {
  const { quantile = 0.95, maximumRatio = 2, floorMilliseconds = 5, minimumRequests = 200 } = options;
  if (!(maximumRatio >= 1))
    throw new InvalidArgumentError("guardrail latency", "`maximumRatio` of at least 1", maximumRatio);
  return {
    name: "latency",
    check(canary, champion) {
      const [mine, theirs] = [canary.latency.quantile(quantile), champion.latency.quantile(quantile)];
      const numbers = {
        canary: mine,
        champion: theirs,
        canaryRequests: canary.requests,
        championRequests: champion.requests,
      };
      if (
        mine === undefined ||
        theirs === undefined ||
        canary.requests < minimumRequests ||
        champion.requests < minimumRequests
      )
        return {
          guardrail: "latency",
          decision: "insufficient-data",
          message: `${canary.requests} and ${champion.requests} requests, ${minimumRequests} of each are needed`,
          numbers,
        };
      const breach = mine > Math.max(floorMilliseconds, theirs * maximumRatio);
      return {
        guardrail: "latency",
        decision: breach ? "breach" : "ok",
        message: `p${100 * quantile} ${mine.toFixed(2)} ms against ${theirs.toFixed(2)} ms`,
        numbers,
      };
    },
  };
}
