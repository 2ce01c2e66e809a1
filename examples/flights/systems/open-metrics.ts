import { createServer } from "node:http";
import { createPrometheusMetrics } from "golden-pipeline/adapters/prometheus";
import type { MetricSink } from "golden-pipeline/ports";
import type { Closers } from "./closers.js";
import { reach } from "./reach.js";

/** A port on which Prometheus asks for what the job tells. */
export async function openMetrics(closers: Closers): Promise<MetricSink> {
  const metrics = createPrometheusMetrics();
  const server = createServer((_, response) =>
    response.setHeader("content-type", metrics.contentType).end(metrics.text()),
  );
  await reach(
    "a free port for Prometheus",
    "PROMETHEUS_TARGET_PORT",
    (port) =>
      new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(Number(port), "127.0.0.1", resolve);
      }),
  );
  closers.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return metrics;
}
