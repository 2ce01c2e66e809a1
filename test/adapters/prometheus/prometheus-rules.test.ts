import fc from "fast-check";
import { prometheusRules } from "golden-pipeline/adapters/prometheus";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { writeYaml, type Yaml } from "../../../src/adapters/prometheus/write-yaml.js";

const { rules, tests } = prometheusRules({
  model: "late-flights",
  errorShare: 0.02,
  latencySeconds: 0.25,
  runbook: "https://example.com/late-flights",
});

describe("rules for Prometheus", () => {
  it("watch what thresholds are stated for, and what is wrong without one", () => {
    const [group] = parse(rules).groups;
    expect(group.name).toBe("golden-pipeline late-flights");
    expect(group.rules.map(({ alert }: { alert: string }) => alert)).toEqual([
      "ModelErrors",
      "ModelLatency",
      "ModelDrift",
      "ModelPredictionsUnlogged",
      "ModelStoreAway",
      "ModelRegistryAway",
    ]);
    expect(group.rules[0]).toEqual({
      alert: "ModelErrors",
      expr: 'sum by (model) (rate(router_errors_total{model="late-flights"}[5m])) / sum by (model) (rate(router_requests_total{model="late-flights"}[5m])) > 0.02',
      for: "10m",
      labels: { severity: "page" },
      annotations: {
        summary: "{{ $value | humanizePercentage }} of the requests to {{ $labels.model }} fail, 2% may",
        runbook_url: "https://example.com/late-flights",
      },
    });
    expect(group.rules[2].expr).toBe('max by (model, check) (model_drift{model="late-flights"}) > 0');
  });

  it("come with tests: each alert is told when it is due, not before, and not where nothing is wrong", () => {
    const file = parse(tests);
    expect(file.rule_files).toEqual(["rules.yml"]);
    expect(file.tests).toHaveLength(12);
    expect(file.tests[0]).toEqual({
      interval: "1m",
      input_series: [
        { series: 'router_errors_total{model="late-flights",version="a"}', values: "0+5100x17" },
        { series: 'router_requests_total{model="late-flights",version="a"}', values: "0+10000x17" },
      ],
      alert_rule_test: [
        { eval_time: "9m", alertname: "ModelErrors", exp_alerts: [] },
        {
          eval_time: "17m",
          alertname: "ModelErrors",
          exp_alerts: [
            {
              exp_labels: { severity: "page", model: "late-flights" },
              exp_annotations: {
                summary: "51% of the requests to late-flights fail, 2% may",
                runbook_url: "https://example.com/late-flights",
              },
            },
          ],
        },
      ],
    });
  });

  it("refuse thresholds and labels that cannot be meant", () => {
    expect(() => prometheusRules({ model: "m", errorShare: 2 })).toThrow("a share from 0 to 1");
    for (const labels of [{ "a-b": "x" }, { model: "x" }, { __name__: "x" }])
      expect(() => prometheusRules({ model: "m", labels })).toThrow("texts by names of labels");
  });

  it("are YAML that reads back as it was, whatever stands in it", () => {
    const text = fc.string({ unit: "binary" });
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie("value"), {
          minKeys: 1,
          maxKeys: 3,
          noNullPrototype: true,
        }),
      ),
    }));
    fc.assert(
      fc.property(value, (made) => {
        expect(parse(writeYaml(made as Yaml))).toEqual(made);
      }),
    );
  });
});
