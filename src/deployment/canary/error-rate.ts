import { InvalidArgumentError } from "../../core/index.js";
import { checkMinimum } from "./check-minimum.js";
import { ratioSequence } from "./confidence-sequence.js";
import type { Guardrail } from "./guardrail.js";

export interface ErrorRateOptions {
  /** How much higher the canary's share of errors may be than the champion's. @default 0.01 */
  readonly maximumDifference?: number;
  /** The chance of ever rolling back a canary that keeps within it, however often it is looked at. @default 0.05 */
  readonly alpha?: number;
  /** Requests per arm before anything is decided by the test. @default 50 */
  readonly minimumRequests?: number;
}

const name = "error rate";

/**
 * Breached when the canary's error rate is above the champion's by more than allowed beyond doubt. The bound holds at all looks
 * together, so that watching every request does not roll back good canaries.
 * @throws {InvalidArgumentError} an option that would switch it off.
 */
export function errorRate(options: ErrorRateOptions = {}): Guardrail {
  const { maximumDifference = 0.01, alpha = 0.05, minimumRequests = 50 } = options;
  const place = `guardrail ${name}`;
  if (!(maximumDifference >= 0 && maximumDifference < 1))
    throw new InvalidArgumentError(place, "`maximumDifference` from 0 to below 1", maximumDifference);
  if (!(alpha > 0 && alpha <= 0.5)) throw new InvalidArgumentError(place, "`alpha` above 0 and at most 0.5", alpha);
  checkMinimum(place, minimumRequests);
  return {
    name,
    options: { maximumDifference, alpha, minimumRequests },
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
          guardrail: name,
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
        guardrail: name,
        decision: breach ? "breach" : "ok",
        message: `errors ${(100 * mine).toFixed(2)} % against ${(100 * theirs).toFixed(2)} %, at least ${(100 * low).toFixed(2)} points more at all looks, ${(100 * maximumDifference).toFixed(2)} allowed`,
        numbers: { ...numbers, low },
      };
    },
  };
}
