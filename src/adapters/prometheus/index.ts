export { openMetricsText } from "./open-metrics-text.js";
export { createPrometheusMetrics, type PrometheusMetrics, type ScrapeAnswer } from "./prometheus-metrics.js";
export { prometheusText } from "./prometheus-text.js";
