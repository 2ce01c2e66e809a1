import { createMemoryMetricSink, type MetricSink } from "../../ports/index.js";
import { acceptsOpenMetrics } from "./accepts-open-metrics.js";
import { openMetricsText } from "./open-metrics-text.js";
import { prometheusText } from "./prometheus-text.js";

/** What a scraper is answered. */
export interface ScrapeAnswer {
  readonly contentType: string;
  readonly body: string;
}

/** What an endpoint needs to be scraped. */
export interface PrometheusMetrics extends MetricSink {
  /** The newest value of everything written, as text. */
  text(): string;
  /** The text's media type. */
  readonly contentType: string;
  /**
   * The same in the format that the scraper's `Accept` header asks for: OpenMetrics 1.0, or the text.
   * @throws {InvalidArgumentError} OpenMetrics is asked for and cannot say it, e.g. a counter that is negative.
   */
  answer(accept?: string): ScrapeAnswer;
}

/**
 * A metric sink that Prometheus scrapes: any number of models, routers and monitors write to it, one endpoint answers with its text.
 * @example
 * const metrics = createPrometheusMetrics();
 * await metrics.write(monitorMetrics("late-flights", report));
 * http.createServer(({ headers }, response) => {
 *   const { contentType, body } = metrics.answer(headers.accept);
 *   response.setHeader("content-type", contentType).end(body);
 * });
 */
export function createPrometheusMetrics(): PrometheusMetrics {
  const sink = createMemoryMetricSink();
  const contentType = "text/plain; version=0.0.4; charset=utf-8";
  const text = (): string => prometheusText(sink.families());
  return {
    specificationVersion: "v1",
    contentType,
    write: (families) => sink.write(families),
    text,
    answer(accept = "") {
      if (!acceptsOpenMetrics(accept)) return { contentType, body: text() };
      const body = openMetricsText(sink.families());
      return { contentType: "application/openmetrics-text; version=1.0.0; charset=utf-8", body };
    },
  };
}
