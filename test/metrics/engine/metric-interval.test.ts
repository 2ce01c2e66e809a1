import { createRandom } from "golden-pipeline";
import { f1Score, logLoss, metricInterval, rocAuc, rootMeanSquaredError } from "golden-pipeline/metrics";
import { describe, expect, it } from "vitest";
import { createPairedStatistic, swapParts } from "../../../src/metrics/engine/create-paired-statistic.js";
import { permutationPValue } from "../../../src/metrics/engine/permutation-p-value.js";
import { clusterRobustMean, signFlipTest, tInterval } from "../../../src/stats/house.js";

const random = createRandom(3);
const outputs = Array.from({ length: 400 }, () => random());
const targets = outputs.map((output) => (random() < output ? 1 : 0));
const clusters = outputs.map((_, row) => `day ${row % 40}`);

describe("an interval of a metric", () => {
  it("of a mean is the cluster-robust t interval", () => {
    const got = metricInterval(logLoss(), targets, outputs, { clusters });
    const expected = clusterRobustMean(logLoss().sample(targets, outputs).rowValues ?? [], clusters);
    expect(got?.estimate).toBe(logLoss()(targets, outputs));
    expect(got?.interval).toEqual(expected && tInterval(expected));
    expect(got?.clusters).toBe(40);
  });

  it("is about the same by the jackknife and by the bootstrap, for metrics of counts, of order and of roots", () => {
    for (const metric of [f1Score(), rocAuc(), rootMeanSquaredError()]) {
      const [t, percentile, bca] = (["t", "percentile", "bca"] as const).map((method) =>
        metricInterval(metric, targets, outputs, { clusters, method, resamples: 1500 }),
      );
      for (const found of [percentile, bca]) {
        expect(found?.estimate).toBeCloseTo(t?.estimate ?? 9, 12);
        const width = (t?.interval?.high ?? 9) - (t?.interval?.low ?? 0);
        expect(Math.abs((found?.interval?.low ?? 9) - (t?.interval?.low ?? 0)) / width).toBeLessThan(0.2);
        expect(Math.abs((found?.interval?.high ?? 9) - (t?.interval?.high ?? 0)) / width).toBeLessThan(0.2);
      }
    }
  });

  it("takes weights of whole numbers for rows that often", () => {
    const weights = targets.map((_, row) => 1 + (row % 3));
    const repeated = <Value>(values: readonly Value[]): Value[] =>
      values.flatMap((value, row) => Array<Value>(weights[row] as number).fill(value));
    for (const metric of [logLoss(), rocAuc(), f1Score()]) {
      const got = metricInterval(metric, targets, outputs, { clusters, weights });
      const expected = metricInterval(metric, repeated(targets), repeated(outputs), { clusters: repeated(clusters) });
      expect(got?.estimate).toBeCloseTo(expected?.estimate ?? 9, 12);
      expect(got?.standardError).toBeCloseTo(expected?.standardError ?? 9, metric.name === "log loss" ? 3 : 12);
    }
  });

  it("of no rows is none, and of an unknown method an error", () => {
    expect(metricInterval(rocAuc(), [], [])).toBeUndefined();
    // @ts-expect-error there is no such method
    expect(() => metricInterval(rocAuc(), [0, 1], [0, 1], { method: "magic" })).toThrow("`t`, `percentile`, `bca`");
  });
});

describe("ROC-AUC with swapped outputs", () => {
  it("is the sum of parts with their signs changed, so that swaps are sign flips", () => {
    for (let seed = 0; seed < 20; seed++) {
      const draw = createRandom(seed);
      const rows = 11;
      const answers = Array.from({ length: rows }, (_, row) => (row < 2 ? row : Number(draw() < 0.5)));
      const [a, b] = [0, 1].map(() => answers.map(() => Math.round(draw() * 6)));
      const pairs = { targets: answers, a: a as number[], b: b as number[] };
      const statistic = createPairedStatistic(rocAuc(), pairs);
      const parts = swapParts(rocAuc(), pairs) ?? new Float64Array();
      const yes = answers.filter((answer) => answer === 1).length;
      const scale = 4 * yes * (rows - yes);
      for (let swap = 0; swap < 50; swap++) {
        const flags = Uint8Array.from(answers, () => Number(draw() < 0.5));
        const sum = parts.reduce((total, part, row) => total + (flags[row] === 1 ? -part : part), 0);
        expect(statistic.swapped(flags)).toBeCloseTo(sum / scale, 12);
      }
      const exact = permutationPValue(statistic, 5000, draw);
      expect(signFlipTest(parts)?.pValue).toBeCloseTo(exact?.pValue ?? 9, 12);
    }
  });
});
