import { atLeast, atMost, gate, nonInferior, superior } from "golden-pipeline/evaluation";
import { dcg, logLoss, r2 } from "golden-pipeline/metrics";
import { describe, expect, it } from "vitest";
import type { GateFacts } from "../../../src/evaluation/gates/gate.js";
import { all } from "../../../src/evaluation/gates/gates.js";
import { sliceGuard } from "../../../src/evaluation/gates/slice-guard.js";
import { metricFacts } from "../../../src/evaluation/metric-facts.js";
import { decide, estimated, metric } from "./facts.js";

describe("a gate on a metric", () => {
  it("says which rule decided, on which numbers, in words", () => {
    expect(decide(superior({ metric }))).toMatchInlineSnapshot(`
      {
        "decision": "pass",
        "minimumDetectableEffect": 0.025677375379850886,
        "rules": [
          {
            "decision": "pass",
            "kind": "superior",
            "message": "difference to model@1 0.0500, between 0.0329 and 0.0671 against no difference",
            "numbers": {
              "alpha": 0.05,
              "clusters": 25,
              "degreesOfFreedom": 24,
              "estimate": 0.05,
              "high": 0.06710882079909422,
              "limit": 0,
              "low": 0.032891179200905785,
              "minimumClusters": 20,
              "standardError": 0.01,
            },
            "rule": "superior accuracy",
          },
        ],
      }
    `);
    const messages = [
      nonInferior({ metric, margin: 0.02 }),
      atLeast({ metric, value: 0.8 }),
      atMost({ metric, value: 0.8 }),
    ].map((gate) => decide(gate).rules[0]?.message);
    expect(messages).toMatchInlineSnapshot(`
      [
        "difference to model@1 0.0500, between 0.0329 and 0.0671 against a loss of 0.02",
        "value 0.900, between 0.883 and 0.917 against at least 0.8",
        "value 0.900, between 0.883 and 0.917 against at most 0.8",
      ]
    `);
  });

  it("stands in a report with what it was made of", () => {
    const stated = { metric: metricFacts(metric), alpha: 0.05, minimumClusters: 20, power: 0.8 };
    expect([superior({ metric }).params, superior({ metric }).metrics]).toEqual([{ ...stated, limit: 0 }, [metric]]);
    expect(nonInferior({ metric, margin: 0.02, alpha: 0.1 }).params).toEqual({ ...stated, alpha: 0.1, limit: -0.02 });
    expect(atLeast({ metric, value: 0.8, minimumClusters: 5 }).params).toEqual({
      ...stated,
      minimumClusters: 5,
      limit: 0.8,
    });
    expect([atMost({ metric, value: 0.8, power: 0.9 }).params, atMost({ metric, value: 0.8 }).metrics]).toEqual([
      { ...stated, power: 0.9, limit: 0.8 },
      [metric],
    ]);
  });

  it("holds a gain against 0, a loss against the margin and a value against what is stated", () => {
    const sure = { standardError: 0 };
    const difference = (estimate: number) => ({ difference: () => estimated(estimate, sure) });
    const value = (estimate: number) => ({ value: () => estimated(estimate, sure) });
    expect([0.001, 0, -0.001].map((by) => decide(superior({ metric }), difference(by)).decision)).toEqual([
      "pass",
      "inconclusive",
      "fail",
    ]);
    const margin = nonInferior({ metric, margin: 0.02 });
    expect([-0.019, -0.02, -0.021].map((by) => decide(margin, difference(by)).decision)).toEqual([
      "pass",
      "inconclusive",
      "fail",
    ]);
    expect([0.8, 0.799].map((of) => decide(atLeast({ metric, value: 0.8 }), value(of)).decision)).toEqual([
      "pass",
      "fail",
    ]);
    expect([0.8, 0.801].map((of) => decide(atMost({ metric, value: 0.8 }), value(of)).decision)).toEqual([
      "pass",
      "fail",
    ]);
  });

  it("asks for a champion where it compares, and for none where it does not", () => {
    const alone = { champion: undefined, difference: () => undefined };
    for (const gate of [superior({ metric }), nonInferior({ metric, margin: 0.1 })]) {
      const { decision, rules, minimumDetectableEffect } = decide(gate, alone);
      expect([decision, rules[0]?.decision, minimumDetectableEffect]).toEqual([
        "inconclusive",
        "inconclusive",
        undefined,
      ]);
      expect(rules[0]?.message).toContain("gate the first model by `atLeast`");
      expect(rules[0]?.numbers).toMatchObject({ minimumClusters: 20, alpha: 0.05, limit: gate.params.limit });
    }
    expect(decide(atLeast({ metric, value: 0.8 }), alone).decision).toBe("pass");
  });

  it("is in doubt, and says why, without a value, without a standard error, or with too few clusters", () => {
    const gate = superior({ metric });
    const because = (some: Partial<GateFacts>) => {
      const { decision, rules } = decide(gate, some);
      expect(decision).toBe("inconclusive");
      return rules[0]?.message;
    };
    expect(because({ difference: () => undefined })).toBe("accuracy has no value on these rows");
    for (const unknown of [{ standardError: undefined }, { degreesOfFreedom: 0 }]) {
      const some = { difference: () => estimated(0.05, unknown) };
      expect(because(some)).toBe("difference to model@1 0.0500, no standard error: state a cluster");
      expect(decide(gate, some).rules[0]?.numbers).toMatchObject({ low: undefined, high: undefined });
    }
    const one = { difference: () => estimated(0.5, { degreesOfFreedom: 1 }) };
    expect(decide(gate, one).decision).toBe("pass");
    const few = { difference: () => estimated(0.05, { clusters: 19 }) };
    expect(because(few)).toBe("difference to model@1 0.0500, only 19 clusters, 20 are needed");
    expect(decide(gate, { ...few, clustered: false }).decision).toBe("pass");
    expect(decide(gate, { ...few, clustered: false }).rules[0]?.message).toContain("between 0.0329 and 0.0671");
    expect(decide(gate, { difference: () => estimated(0.05, { clusters: 20 }) }).decision).toBe("pass");
    expect(decide(gate, { difference: () => estimated(0.05, { clusters: 20 }) }).rules[0]?.message).toContain(
      "between",
    );
  });

  it("refuses what cannot be", () => {
    for (const make of [superior, (options: object) => nonInferior({ margin: 1, ...options } as never)] as const) {
      expect(() => make({ metric, alpha: 2 })).toThrow("`alpha`");
      expect(() => make({ metric, power: 0 })).toThrow("`power`");
      expect(() => make({ metric, minimumClusters: -1 })).toThrow("`minimumClusters`");
    }
    expect(() => nonInferior({ metric, margin: 0 })).toThrow("`margin` to be a finite number above 0");
    expect(() => atLeast({ metric, value: Number.NaN })).toThrow("`value`");
    expect(() => atMost({ metric, value: Number.POSITIVE_INFINITY })).toThrow("`value`");
    expect(() => all("superior" as never)).toThrow("`gates`");
  });
});

describe("a limit that the metric cannot have", () => {
  it("is refused when the gate is made, with what was meant", () => {
    expect(() => atLeast({ metric, value: 95 })).toThrow(
      "Expected `value` from 0 to 1, as accuracy is: 0.95?, got 95 (number)",
    );
    expect(() => atLeast({ metric, value: -0.1 })).toThrow("`value` from 0 to 1, as accuracy is, got -0.1");
    expect(() => atMost({ metric: logLoss(), value: -1 })).toThrow("`value` of at least 0, as log loss is");
    expect(() => atLeast({ metric: r2(), value: 80 })).toThrow("`value` of at most 1, as R2 is: 0.8?");
    expect(() => nonInferior({ metric, margin: 2 })).toThrow(
      "`margin` of at most 1, by which accuracy can differ at most: 0.02?",
    );
    expect(() => sliceGuard({ metric, maximumDrop: 5 })).toThrow("`maximumDrop` of at most 1");
    const guards = [{ metric, maximumDrop: 5 }];
    expect(() => gate({ primary: { metric, mode: "superior" }, guards })).toThrow("`maximumDrop` of at most 1");
    const primary = { metric, mode: "non-inferior", margin: 5 } as const;
    expect(() => gate({ primary })).toThrow("`margin` of at most 1");
  });

  it("is not one at the ends of its range, nor where the metric states none", () => {
    for (const value of [0, 1]) expect(() => atLeast({ metric, value })).not.toThrow();
    expect(() => atMost({ metric: logLoss(), value: 95 })).not.toThrow();
    expect(() => nonInferior({ metric, margin: 1 })).not.toThrow();
    expect(() => atLeast({ metric: dcg(), value: 95 })).not.toThrow();
  });

  it("stands in no bound that a rule tells either, and the decision is the same", () => {
    const near = estimated(0.99, { standardError: 0.02 });
    const { rules, decision } = decide(atLeast({ metric, value: 0.9 }), { value: () => near });
    expect(rules[0]?.numbers.high).toBe(1);
    expect(rules[0]?.message).toContain("between 0.956 and 1.00");
    expect(decision).toBe("pass");
    const wide = estimated(0.1, { standardError: 5 });
    expect(decide(superior({ metric }), { difference: () => wide }).rules[0]?.numbers).toMatchObject({
      low: -1,
      high: 1,
    });
  });
});

describe("all of several gates", () => {
  it("are as good as the worst, and bring every rule and the first one's detectable effect", () => {
    const good = superior({ metric });
    const bad = atLeast({ metric: logLoss(), value: 2 });
    const both = all<never>([good, bad]);
    const { decision, rules, minimumDetectableEffect } = decide(both);
    expect([decision, rules.map(({ kind }) => kind)]).toEqual(["fail", ["superior", "at-least"]]);
    expect(minimumDetectableEffect).toBe(decide(good).minimumDetectableEffect);
    expect(minimumDetectableEffect).toBeGreaterThan(0);
    expect(both.params).toEqual({
      gates: [
        { id: "superior", params: good.params },
        { id: "at-least", params: bad.params },
      ],
    });
    expect(both.metrics.map(({ name }) => name)).toEqual(["accuracy", "log loss"]);
    expect(decide(all<never>([]))).toEqual({ decision: "inconclusive", rules: [], minimumDetectableEffect: undefined });
  });
});
