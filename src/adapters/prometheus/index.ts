export { createPrometheusMetrics, type PrometheusMetrics } from "./prometheus-metrics.js";
export { prometheusText } from "./prometheus-text.js";
