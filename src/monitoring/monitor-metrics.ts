import { checkArguments, option } from "../core/house.js";
import type { MetricFamily } from "../ports/index.js";
import type { MonitorReport } from "./monitor-report.js";

/**
 * A report as metric families, one time series per check. Those of several models go together into one `prometheusText` or metric sink.
 * @example await metrics.write(monitorMetrics("late-flights", report))
 */
export function monitorMetrics(model: string, report: MonitorReport): readonly MetricFamily[] {
  checkArguments(
    "monitor metrics",
    { model, report },
    { model: option.text, report: option.having("a monitor's report", "rows", "checks") },
  );
  const gauge = (name: string, help: string, samples: MetricFamily["samples"]): MetricFamily => ({
    name,
    help,
    type: "gauge",
    samples,
  });
  return [
    gauge("model_window_rows", "Requests in the window", [{ labels: { model }, value: report.rows }]),
    gauge("model_window_labelled_rows", "Labelled requests in the window", [
      { labels: { model }, value: report.labelled },
    ]),
    gauge("model_error_ratio", "Share of requests that failed", [{ labels: { model }, value: report.errorRate }]),
    gauge("model_fallback_ratio", "Share of requests answered by a fallback", [
      { labels: { model }, value: report.fallbackRate },
    ]),
    gauge(
      "model_latency_seconds",
      "Latency by percentile of the window's requests",
      (["p50", "p95", "p99"] as const).map((percentile) => {
        const milliseconds = report.latency[percentile];
        return {
          labels: { model, percentile: percentile.slice(1) },
          value: milliseconds === undefined ? undefined : milliseconds / 1000,
        };
      }),
    ),
    gauge(
      "model_drift",
      "1 where a check found drift",
      report.checks.map(({ check, status }) => ({
        labels: { model, check },
        value: status === "drift" ? 1 : status === "ok" ? 0 : undefined,
      })),
    ),
    ...numbers("model_population_stability_index", /^(input|output) /, {
      "": ["index", "Population stability index by check"],
      _noise_floor: ["noiseFloor", "What the population stability index is by chance"],
      _limit: ["limit", "What the population stability index has to reach to matter"],
    }),
    ...numbers("model_calibration_difference", /^calibration( |$)/, {
      "": ["difference", "Observed minus predicted"],
      _low: ["low", "Lower end of the interval of observed minus predicted"],
      _high: ["high", "Upper end of the interval of observed minus predicted"],
    }),
    ...numbers("model_quality", /^quality( |$)/, {
      "": ["value", "The measure of quality in the window"],
      _reference: ["reference", "The measure of quality that is normal"],
      _limit: ["limit", "The measure of quality from which on it is worse by more than is tolerated"],
    }),
  ];

  /** A check that could not be decided keeps its samples, without a value: what it was in an earlier window is over. */
  function numbers(
    name: string,
    checks: RegExp,
    families: Readonly<Record<string, readonly [number: string, help: string]>>,
  ): readonly MetricFamily[] {
    const found = report.checks.filter((finding) => checks.test(finding.check));
    return Object.entries(families).map(([suffix, [number, help]]) =>
      gauge(
        `${name}${suffix}`,
        help,
        found.map((finding) => ({ labels: { model, check: finding.check }, value: finding.numbers[number] })),
      ),
    );
  }
}
