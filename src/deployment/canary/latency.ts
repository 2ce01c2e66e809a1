import { InvalidArgumentError } from "../../core/index.js";
import { checkMinimum } from "./check-minimum.js";
import type { Guardrail } from "./guardrail.js";

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

const name = "latency";

/**
 * Breached when a latency quantile of answers is beyond a multiple of the champion's; failures have no part in it.
 * @throws {InvalidArgumentError} an option that would switch it off.
 */
export function latency(options: LatencyOptions = {}): Guardrail {
  const { quantile = 0.95, maximumRatio = 2, floorMilliseconds = 5, minimumRequests = 200 } = options;
  const place = `guardrail ${name}`;
  if (!(quantile > 0 && quantile < 1))
    throw new InvalidArgumentError(place, "`quantile` between 0 and 1, e.g. 0.95", quantile);
  if (!(maximumRatio >= 1 && maximumRatio < Number.POSITIVE_INFINITY))
    throw new InvalidArgumentError(place, "`maximumRatio` of at least 1", maximumRatio);
  if (!(floorMilliseconds >= 0 && floorMilliseconds < Number.POSITIVE_INFINITY))
    throw new InvalidArgumentError(place, "`floorMilliseconds` of at least 0", floorMilliseconds);
  checkMinimum(place, minimumRequests);
  return {
    name,
    options: { quantile, maximumRatio, floorMilliseconds, minimumRequests },
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
          guardrail: name,
          decision: "insufficient-data",
          message: `${canary.requests} and ${champion.requests} requests, ${minimumRequests} of each are needed`,
          numbers,
        };
      const breach = mine > Math.max(floorMilliseconds, theirs * maximumRatio);
      return {
        guardrail: name,
        decision: breach ? "breach" : "ok",
        message: `p${100 * quantile} ${mine.toFixed(2)} ms against ${theirs.toFixed(2)} ms`,
        numbers,
      };
    },
  };
}
