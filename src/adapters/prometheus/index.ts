export { openMetricsText } from "./open-metrics-text.js";
export { createPrometheusMetrics, type PrometheusMetrics, type ScrapeAnswer } from "./prometheus-metrics.js";
export { type PrometheusRules, type PrometheusRulesOptions, prometheusRules } from "./prometheus-rules.js";
export { prometheusText } from "./prometheus-text.js";
