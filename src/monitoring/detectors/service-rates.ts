import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { Detector, Finding, WatchedWindow } from "../../ports/index.js";
import { wilsonInterval } from "../../stats/house.js";
import { DDSketch } from "../../stats/index.js";
import { percent } from "./missing-values.js";
import { tooFew } from "./too-few.js";

export interface ServiceRatesOptions {
  /** @default 0.01 */
  readonly maximumErrorRate?: number;
  /** @default 0.05 */
  readonly maximumFallbackRate?: number;
  /** Decided on windows of at least an hour. @default not watched */
  readonly minimumRequestsPerHour?: number;
  /** @default not watched */
  readonly maximumRequestsPerHour?: number;
  /** The largest 95th percentile of latency. @default not watched */
  readonly maximumMilliseconds?: number;
  /** Fewer requests decide nothing. @default 100 */
  readonly minimumRequests?: number;
}

const rules: OptionRules<ServiceRatesOptions> = {
  maximumErrorRate: option.level,
  maximumFallbackRate: option.level,
  minimumRequestsPerHour: option.number({ minimum: 0 }),
  maximumRequestsPerHour: option.number({ minimum: 0 }),
  maximumMilliseconds: option.number({ minimum: 0 }),
  minimumRequests: option.count,
};

/**
 * Whether requests fail, fall back, come too rarely or too often, or take too long: findings `errors`, `fallbacks`, `traffic`, `latency`.
 * @throws {InvalidArgumentError} an option is out of range.
 */
export function serviceRates(options: ServiceRatesOptions = {}): Detector {
  checkOptions("service rates", options, rules);
  const { maximumErrorRate = 0.01, maximumFallbackRate = 0.05, minimumRequests = 100 } = options;
  const {
    minimumRequestsPerHour = 0,
    maximumRequestsPerHour = Number.POSITIVE_INFINITY,
    maximumMilliseconds,
  } = options;

  function rate(check: string, count: number, requests: number, maximum: number): Finding {
    if (requests < minimumRequests) return tooFew(check, requests, minimumRequests, "requests");
    const low = wilsonInterval({ successes: count, trials: requests }, 0.99)?.low ?? 0;
    const numbers = { rate: count / requests, low, maximum, requests };
    const message = `${percent(count / requests)} of ${requests} requests, at most ${percent(maximum)}`;
    return { check, status: low > maximum ? "drift" : "ok", message, numbers };
  }

  function traffic({ from, to, requests }: WatchedWindow): readonly Finding[] {
    if (options.minimumRequestsPerHour === undefined && options.maximumRequestsPerHour === undefined) return [];
    const hours = ((to ?? 0) - (from ?? 0)) / 3_600_000;
    if (hours < 1)
      return [tooFew("traffic", Math.floor(60 * hours), 60, "minutes between the first and the last request")];
    const perHour = requests / hours;
    const wrong = perHour < minimumRequestsPerHour || perHour > maximumRequestsPerHour;
    const message = `${perHour.toFixed(1)} requests an hour, ${minimumRequestsPerHour} to ${maximumRequestsPerHour} are expected`;
    return [{ check: "traffic", status: wrong ? "drift" : "ok", message, numbers: { perHour, requests } }];
  }

  function latency(window: WatchedWindow): readonly Finding[] {
    if (maximumMilliseconds === undefined) return [];
    const { count } = window.latency;
    if (count < minimumRequests) return [tooFew("latency", count, minimumRequests, "requests")];
    const p95 = DDSketch.fromJSON(window.latency).quantile(0.95) as number;
    const message = `95 % within ${p95.toPrecision(3)} ms, at most ${maximumMilliseconds} ms`;
    return [
      {
        check: "latency",
        status: p95 > maximumMilliseconds ? "drift" : "ok",
        message,
        numbers: { p95, limit: maximumMilliseconds },
      },
    ];
  }

  return {
    specificationVersion: "v1",
    id: "service-rates",
    check: ({ window }) => [
      rate("errors", window.errors, window.requests, maximumErrorRate),
      rate("fallbacks", window.fallbacks, window.requests, maximumFallbackRate),
      ...traffic(window),
      ...latency(window),
    ],
  };
}
