import type { ModelProfile } from "../model/index.js";
import type { Detector, WatchedWindow } from "../ports/index.js";
import { DDSketch } from "../stats/index.js";
import type { MonitorReport } from "./monitor-report.js";

/** What all detectors find in a window, and what else is asked of it. */
export function reportWindow(
  reference: ModelProfile,
  window: WatchedWindow,
  detectors: readonly Detector[],
): MonitorReport {
  const { from, to, requests, errors, fallbacks, quality } = window;
  const latency = DDSketch.fromJSON(window.latency);
  const rate = (count: number): number | undefined => (requests === 0 ? undefined : count / requests);
  return {
    format: "monitor-report@1",
    from,
    to,
    rows: requests,
    labelled: quality.clusters.reduce((sum, { rows }) => sum + rows, 0),
    checks: detectors.flatMap((detector) => detector.check({ reference, window })),
    clusters: quality.clusters,
    latency: { p50: latency.quantile(0.5), p95: latency.quantile(0.95), p99: latency.quantile(0.99) },
    errorRate: rate(errors),
    fallbackRate: rate(fallbacks),
    newCategories: Object.fromEntries(
      window.inputs.columns.flatMap(({ name, categories }) =>
        categories?.unlisted ? [[name, Object.fromEntries(categories.unlisted)]] : [],
      ),
    ),
  };
}
