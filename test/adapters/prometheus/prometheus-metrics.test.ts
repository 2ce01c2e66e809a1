import { createPrometheusMetrics } from "golden-pipeline/adapters/prometheus";
import { metricSinkChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";

/** Reads a sample back out of the text, as a scraper does. */
function sampleIn(text: string, name: string, labels: { readonly [label: string]: string }): number | undefined {
  for (const line of text.split("\n")) {
    const [, found, inner = "", value] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (found !== name) continue;
    const read = [...inner.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)].map(
      ([, label, text = ""]) => [label, text.replace(/\\(.)/g, (_, next) => (next === "n" ? "\n" : next))] as const,
    );
    if (JSON.stringify(read.sort()) === JSON.stringify(Object.entries(labels).sort())) return Number(value);
  }
  return undefined;
}

describe("metrics for Prometheus", () => {
  for (const { name, run } of metricSinkChecks(async () => {
    const metrics = createPrometheusMetrics();
    return {
      sink: metrics,
      read: async (name, labels) => sampleIn(metrics.text(), name, labels),
      close: async () => undefined,
    };
  }))
    it(name, run);

  it("say what they are", () => {
    expect(createPrometheusMetrics().contentType).toBe("text/plain; version=0.0.4; charset=utf-8");
  });
});
