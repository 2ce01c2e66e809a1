import type { ModelProfile } from "../model/index.js";
import type { Detector, Finding, WatchedWindow } from "../ports/index.js";
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
    checks: detectors.flatMap((detector) => findingsOf(detector, reference, window)),
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

/** A detector that fails is a finding of its own: the others watch on. */
function findingsOf(detector: Detector, reference: ModelProfile, window: WatchedWindow): readonly Finding[] {
  try {
    const findings: unknown = detector.check({ reference, window });
    if (Array.isArray(findings) && findings.every(isFinding)) return findings;
    if (findings instanceof Promise) {
      // Nobody waits for it: a rejection that nobody sees would end the process.
      findings.catch(() => undefined);
      return [notComputed(detector, "it gave a promise, but has to give its findings at once")];
    }
    return [notComputed(detector, "it gave something else than findings")];
  } catch (error) {
    return [notComputed(detector, error instanceof Error ? error.message : String(error))];
  }
}

function isFinding(finding: unknown): finding is Finding {
  if (typeof finding !== "object" || finding === null) return false;
  const { check, status, message, numbers } = finding as { readonly [name: string]: unknown };
  const known = status === "ok" || status === "drift" || status === "insufficient-data";
  return (
    known && typeof check === "string" && typeof message === "string" && typeof numbers === "object" && numbers !== null
  );
}

function notComputed({ id }: Detector, why: string): Finding {
  return {
    check: `detector ${id}`,
    status: "insufficient-data",
    message: `could not be computed: ${why}`,
    numbers: {},
  };
}
