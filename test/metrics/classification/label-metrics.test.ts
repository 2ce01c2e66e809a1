import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  balancedAccuracy,
  balancedAccuracyScore,
  cohenKappaScore,
  f1Score,
  labelAccuracy,
  labelFScore,
  labelKappa,
  labelPrecision,
  labelRecall,
  matthewsCorrcoef,
  matthewsCorrelation,
  precisionScore,
  recallScore,
} from "../../../src/metrics/classification/index.js";
import type { Metric } from "../../../src/metrics/metric.js";
import { expectClose } from "../close.js";

const labels = ["ant", "bee", "cat", "dog"];
const code = fc.integer({ min: 0, max: 3 });
const rows = fc.array(fc.tuple(code, code, fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 60 });
type Score = (targets: readonly string[], predictions: readonly string[]) => number | undefined;
const metrics: readonly (readonly [Metric<string>, Score])[] = [
  [balancedAccuracy(), balancedAccuracyScore],
  [balancedAccuracy({ adjusted: true }), (t, p) => balancedAccuracyScore(t, p, { adjusted: true })],
  [labelPrecision(), (t, p) => precisionScore(t, p, { average: "macro" })],
  [labelRecall({ average: "weighted" }), (t, p) => recallScore(t, p, { average: "weighted" })],
  [labelFScore({ average: "micro" }), (t, p) => f1Score(t, p, { average: "micro" })],
  [labelFScore({ of: "cat" }), (t, p) => f1Score(t, p, { average: "micro", labels: ["cat"] })],
  [matthewsCorrelation(), matthewsCorrcoef],
  [labelKappa({ kappaWeights: "quadratic" }), (t, p) => cohenKappaScore(t, p, { kappaWeights: "quadratic" })],
];
const columns = (part: readonly (readonly [number, number, number])[]) => ({
  targets: Float64Array.from(part, ([target]) => target),
  outputs: Float64Array.from(part, ([, output]) => output),
});
const named = (codes: Float64Array) => Array.from(codes, (one) => labels[one] as string);

describe("metrics of coded labels", () => {
  for (const [metric, score] of metrics)
    it(`${metric.name}: is the score of the labels, and without each cluster that of the other rows`, () => {
      fc.assert(
        fc.property(rows, (all) => {
          const { targets, outputs } = columns(all);
          expectClose(metric.compute(outputs, targets, labels), score(named(targets), named(outputs)));
          if (metric.withoutClusters === undefined) return;
          const codes = Int32Array.from(all, ([, , cluster]) => cluster);
          const slow = [0, 1, 2, 3, 4].map((cluster) => {
            const rest = columns(all.filter(([, , own]) => own !== cluster));
            return metric.compute(rest.outputs, rest.targets, labels);
          });
          const quick = metric.withoutClusters(outputs, targets, codes, 5, labels);
          if (slow.includes(undefined)) expect(quick).toBeUndefined();
          else expect([...(quick ?? [])]).toEqual(slow);
        }),
      );
    });

  it("accuracy is the mean of its row values", () => {
    const { targets, outputs } = columns([
      [0, 0, 0],
      [1, 2, 0],
    ]);
    expect(labelAccuracy().compute(outputs, targets)).toBe(0.5);
    expect(labelAccuracy().rowValues?.(outputs, targets)).toEqual(Float64Array.of(1, 0));
  });
});
