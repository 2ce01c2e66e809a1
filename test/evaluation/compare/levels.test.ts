import { createRandom } from "golden-pipeline";
import { accuracy, brierScore, f1Score, type Metric, rocAuc } from "golden-pipeline/metrics";
import { beforeAll, describe, expect, it } from "vitest";
import { type ComparisonTest, compare } from "../../../src/evaluation/compare/index.js";
import { normalDraw } from "../../../src/stats/house.js";

const runs = 150;
const days = 25;
const perDay = 12;

/** Two models of equal worth: on some days one leans the right way, on others the other does. */
function equalModels(run: number) {
  const random = createRandom(run).stream("equal models");
  const leanings = Array.from({ length: days }, () => [normalDraw(random), normalDraw(random)] as const);
  const rows = Array.from({ length: days * perDay }, (_, row) => {
    const target = Number(random() < 0.5);
    const sign = target === 1 ? 1 : -1;
    const leaning = leanings[row % days] as readonly [number, number];
    const output = (model: 0 | 1): number =>
      1 / (1 + Math.exp(-sign * (0.5 + leaning[model]) - 0.8 * normalDraw(random)));
    return { id: `${row}`, day: `d${row % days}`, target, a: output(0), b: output(1) };
  });
  const shared = { ids: rows.map(({ id }) => id), targets: rows.map(({ target }) => target) };
  const clusters = rows.map(({ day }) => day);
  const [a, b] = [rows.map((row) => row.a), rows.map((row) => row.b)];
  return {
    clustered: [
      { ...shared, outputs: a, clusters },
      { ...shared, outputs: b, clusters },
    ] as const,
    loose: [
      { ...shared, outputs: a },
      { ...shared, outputs: b },
    ] as const,
  };
}

const tests: readonly { readonly metric: Metric<boolean>; readonly test: ComparisonTest }[] = [
  { metric: brierScore(), test: "t" },
  { metric: accuracy(), test: "mcnemar" },
  { metric: brierScore(), test: "wilcoxon" },
  { metric: brierScore(), test: "permutation" },
  { metric: rocAuc(), test: "delong" },
  { metric: f1Score(), test: "bootstrap" },
  { metric: f1Score(), test: "permutation" },
];

describe("of equal models whose rows are alike within a day", () => {
  const alarms = { clustered: tests.map(() => 0), loose: tests.map(() => 0) };
  beforeAll(() => {
    for (let run = 0; run < runs; run++) {
      const models = equalModels(run);
      for (const kind of ["clustered", "loose"] as const) {
        const [a, b] = models[kind];
        compare(a, b, { metrics: tests, correction: "none", resamples: 199, seed: run }).results.forEach(
          ({ decision }, index) => {
            if (decision !== "no-difference-shown") alarms[kind][index] = (alarms[kind][index] as number) + 1;
          },
        );
      }
    }
  });
  tests.forEach(({ metric, test }, index) => {
    it(`${test} of ${metric.name} keeps its level by day, and loses it by row`, () => {
      // 5 % of 150 runs is 7.5, with a standard deviation of 2.7.
      expect((alarms.clustered[index] as number) / runs).toBeLessThan(0.11);
      expect((alarms.loose[index] as number) / runs).toBeGreaterThan(0.2);
    });
  });
});
