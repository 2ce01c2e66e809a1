import { createMemoryMetricSink, type MetricSink } from "../../ports/index.js";
import { prometheusText } from "./prometheus-text.js";

/** What an endpoint needs to be scraped. */
export interface PrometheusMetrics extends MetricSink {
  /** The newest value of everything written, as text. */
  text(): string;
  /** The text's media type. */
  readonly contentType: string;
}

/**
 * A metric sink that Prometheus scrapes: any number of models, routers and monitors write to it, one endpoint answers with its text.
 * @example
 * const metrics = createPrometheusMetrics();
 * await metrics.write(monitorMetrics("late-flights", report));
 * http.createServer((_, response) => response.setHeader("content-type", metrics.contentType).end(metrics.text()));
 */
export function createPrometheusMetrics(): PrometheusMetrics {
  const sink = createMemoryMetricSink();
  return {
    specificationVersion: "v1",
    contentType: "text/plain; version=0.0.4; charset=utf-8",
    write: (families) => sink.write(families),
    text: () => prometheusText(sink.families()),
  };
}
