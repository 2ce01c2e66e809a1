import { createServer } from "node:http";
import { createPrometheusMetrics } from "golden-pipeline/adapters/prometheus";
import type { MetricSink } from "golden-pipeline/ports";
import { addressOf } from "./addresses.js";
import type { Closers } from "./closers.js";

/** A port on which Prometheus asks for what the job tells. */
export async function openMetrics(closers: Closers): Promise<MetricSink> {
  const metrics = createPrometheusMetrics();
  const server = createServer((_, response) =>
    response.setHeader("content-type", metrics.contentType).end(metrics.text()),
  );
  const port = addressOf("PROMETHEUS_TARGET_PORT");
  await new Promise<void>((resolve, reject) => {
    server.once("error", ({ message }) =>
      reject(
        new Error(`Expected a free port for Prometheus to ask, got ${message}. Say another by PROMETHEUS_TARGET_PORT`),
      ),
    );
    server.listen(Number(port), "127.0.0.1", resolve);
  });
  closers.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return metrics;
}
