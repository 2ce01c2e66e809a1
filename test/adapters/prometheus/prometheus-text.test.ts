import { prometheusText } from "golden-pipeline/adapters/prometheus";
import { describe, expect, it } from "vitest";

describe("Prometheus text", () => {
  it("has help, type and samples, with everything escaped that must be", () => {
    expect(
      prometheusText([
        {
          name: "requests_total",
          help: "Requests\nwith a \\",
          type: "counter",
          samples: [{ labels: { path: 'a"b\\c\nd' }, value: 3 }, { value: undefined }],
        },
        {
          name: "load",
          help: "Load",
          type: "gauge",
          samples: [{ value: Number.POSITIVE_INFINITY }, { labels: { x: "1" }, value: Number.NaN }],
        },
      ]),
    ).toBe(
      '# HELP requests_total Requests\\nwith a \\\\\n# TYPE requests_total counter\nrequests_total{path="a\\"b\\\\c\\nd"} 3\n# HELP load Load\n# TYPE load gauge\nload +Inf\nload{x="1"} NaN\n',
    );
  });

  it("refuses names that a scraper would", () => {
    const one =
      (name: string, type: "counter" | "gauge", label = "x") =>
      () =>
        prometheusText([{ name, help: "", type, samples: [{ labels: { [label]: "1" }, value: 1 }] }]);
    expect(one("1st", "gauge")).toThrow("metric name");
    expect(one("requests", "counter")).toThrow("_total");
    expect(one("load_total", "gauge")).toThrow("_total");
    expect(one("load", "gauge", "a-b")).toThrow("label name");
    expect(one("load", "gauge", "quantile")).toThrow("kept for summaries");
  });

  it("makes one family of those of one name: several models stand in one scrape, with help and type once", () => {
    const of = (model: string, value: number) =>
      ({ name: "load", help: "Load", type: "gauge", samples: [{ labels: { model }, value }] }) as const;
    expect(prometheusText([of("late", 1), of("early", 2)])).toBe(
      '# HELP load Load\n# TYPE load gauge\nload{model="late"} 1\nload{model="early"} 2\n',
    );
    expect(() => prometheusText([of("late", 1), { ...of("early", 2), help: "Other" }])).toThrow(
      "the help it had before",
    );
  });
});
