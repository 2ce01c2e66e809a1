import fc from "fast-check";
import { openMetricsText } from "golden-pipeline/adapters/prometheus";
import type { MetricFamily } from "golden-pipeline/ports";
import { describe, expect, it } from "vitest";
import { readOpenMetrics } from "./read-open-metrics.js";

const gauge = (name: string, samples: MetricFamily["samples"] = []): MetricFamily => ({
  name,
  help: "Help",
  type: "gauge",
  samples,
});

describe("OpenMetrics text", () => {
  it("names a counter's family without _total, states units before help, escapes, and ends", () => {
    expect(
      openMetricsText([
        {
          name: "router_wait_seconds_total",
          help: 'Waits "in all" \\ of\nthem',
          type: "counter",
          samples: [{ labels: { path: 'a"b\\c\nd' }, value: 3 }, { value: undefined }],
        },
        gauge("load", [{ value: Number.NEGATIVE_INFINITY }, { labels: { x: "1" }, value: Number.NaN }]),
      ]),
    ).toBe(
      '# TYPE router_wait_seconds counter\n# UNIT router_wait_seconds seconds\n# HELP router_wait_seconds Waits \\"in all\\" \\\\ of\\nthem\nrouter_wait_seconds_total{path="a\\"b\\\\c\\nd"} 3\n# TYPE load gauge\n# HELP load Help\nload -Inf\nload{x="1"} NaN\n# EOF\n',
    );
    expect(openMetricsText([])).toBe("# EOF\n");
  });

  it("is read back by a strict reader, whatever stands in helps, labels and values", () => {
    const family = fc.record({
      type: fc.constantFrom<"counter" | "gauge">("counter", "gauge"),
      help: fc.string({ unit: "binary" }),
      unit: fc.constantFrom("", "_seconds", "_bytes", "_ratio"),
      samples: fc.uniqueArray(
        fc.record({
          labels: fc.dictionary(fc.constantFrom("a", "b", "version"), fc.string({ unit: "binary" })),
          value: fc.double({ min: 0 }).filter((value) => !Number.isNaN(value)),
        }),
        { selector: ({ labels }) => JSON.stringify(Object.entries(labels).sort()) },
      ),
    });
    fc.assert(
      fc.property(fc.array(family, { maxLength: 4 }), (made) => {
        const families = made.map(({ type, help, unit, samples }, index) => ({
          name: `f${index}${unit}${type === "counter" ? "_total" : ""}`,
          type,
          help,
          samples,
        }));
        expect(readOpenMetrics(openMetricsText(families))).toEqual(
          families.map(({ name, type, help, samples }, index) => ({
            name: name.replace("_total", ""),
            type,
            help,
            unit: made[index]?.unit.slice(1) || undefined,
            samples: samples.map(({ labels, value }) => ({ name, labels: { ...labels }, value: value + 0 })),
          })),
        );
      }),
    );
  });

  it("makes one family of those of one name", () => {
    const of = (model: string) => gauge("load", [{ labels: { model }, value: 1 }]);
    expect(openMetricsText([of("late"), of("early")]).match(/# TYPE/g)).toHaveLength(1);
  });

  it("refuses what a strict reader would: names of a counter's family, and counters below 0", () => {
    const counter = (value: number): MetricFamily => ({ ...gauge("jobs_total", [{ value }]), type: "counter" });
    for (const name of ["jobs", "jobs_created"])
      expect(() => openMetricsText([counter(1), gauge(name)])).toThrow("not taken by a counter's family");
    for (const value of [-1, Number.NaN])
      expect(() => openMetricsText([counter(value)])).toThrow("a counter to be at least 0");
    expect(() => openMetricsText([gauge("1st")])).toThrow("metric name");
    expect(() => openMetricsText([gauge("load", [{ labels: { le: "1" }, value: 1 }])])).toThrow("kept for summaries");
  });
});
