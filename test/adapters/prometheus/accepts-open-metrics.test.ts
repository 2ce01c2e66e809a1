import { createPrometheusMetrics } from "golden-pipeline/adapters/prometheus";
import { describe, expect, it } from "vitest";
import { acceptsOpenMetrics } from "../../../src/adapters/prometheus/accepts-open-metrics.js";

/** As scrape/scrape.go of the named version has it. */
const scrapers = {
  "Prometheus 2.42":
    "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
  "Prometheus 3":
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
};

describe("what a scraper is answered", () => {
  for (const [name, accept] of Object.entries(scrapers))
    it(`is OpenMetrics for ${name}`, () => expect(acceptsOpenMetrics(accept)).toBe(true));

  it.each([
    ["nothing asked", ""],
    ["anything", "*/*"],
    ["text", "text/plain;version=0.0.4"],
    ["text rather than OpenMetrics", "application/openmetrics-text;q=0.2, text/plain"],
    ["OpenMetrics refused", "application/openmetrics-text;version=1.0.0;q=0, */*"],
    ["another version", "application/openmetrics-text;version=0.0.1"],
    ["a quality that is none", "application/openmetrics-text;q=high"],
  ])("is the text: %s", (_, accept) => expect(acceptsOpenMetrics(accept)).toBe(false));

  it.each([
    ["no version", "application/openmetrics-text"],
    ["a version in quotation marks", 'Application/OpenMetrics-Text; version="1.0.0"; charset=utf-8'],
    ["both alike", "text/plain, application/openmetrics-text"],
  ])("is OpenMetrics: %s", (_, accept) => expect(acceptsOpenMetrics(accept)).toBe(true));

  it("has its media type with it", async () => {
    const metrics = createPrometheusMetrics();
    await metrics.write([{ name: "load", help: "Load", type: "gauge", samples: [{ value: 1 }] }]);
    expect(metrics.answer()).toEqual({ contentType: metrics.contentType, body: metrics.text() });
    expect(metrics.answer(scrapers["Prometheus 3"])).toEqual({
      contentType: "application/openmetrics-text; version=1.0.0; charset=utf-8",
      body: "# TYPE load gauge\n# HELP load Load\nload 1\n# EOF\n",
    });
  });
});
