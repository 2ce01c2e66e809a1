import { metrics } from "./metrics.js";

type Metric = (typeof metrics)[keyof typeof metrics];

/** Of the model that is chosen, and of what else is asked. */
export function of(metric: Metric, ...matchers: readonly string[]): string {
  return `${metric}{${['model="$model"', ...matchers].join(",")}}`;
}

export const chosenVersions = 'version=~"$version"';
export const chosenChecks = 'check=~"$check"';

/** @param window Grafana's own is long enough for four scrapes. */
export function rate(series: string, window = "$__rate_interval"): string {
  return `rate(${series}[${window}])`;
}

/** Series of versions with the arm that each has in its process at that moment; a version that has none, or another than those chosen, is left out. */
export function withArm(series: string): string {
  return `${series} * ignoring (arm) group_left (arm) (${of(metrics.armShare, 'arm=~"$arm"')} >= bool 0)`;
}

/** What is added up over all processes, by version and arm. */
export function rateByArm(metric: Metric): string {
  return `sum by (version, arm) (${withArm(rate(of(metric, chosenVersions)))})`;
}

/** A share of the requests over all processes, as the alert rules take it. */
export function shareOfRequests(metric: Metric, windowMinutes: number): string {
  const total = (counted: Metric): string => `sum by (model) (${rate(of(counted), `${windowMinutes}m`)})`;
  return `${total(metric)} / ${total(metrics.requests)}`;
}

/** 1 while nobody tells of it, 0 otherwise: a series that is gone is no series, and would only leave a gap. */
export function gone(metric: Metric): string {
  return `sum(absent(${of(metric)})) or vector(0)`;
}

/** 2 for what fires, 1 for what is pending. */
export const alertStates = `max by (alertname, check) (2 * ALERTS{model="$model",alertstate="firing"} or ALERTS{model="$model",alertstate="pending"})`;
