import fc from "fast-check";
import type { Metric } from "golden-pipeline/metrics";
import * as room from "golden-pipeline/metrics";
import { reducerChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import type { MetricInput } from "../../src/metrics/metric.js";
import {
  classMetrics,
  classProbabilityMetrics,
  labelSetMetrics,
  numberMetrics,
  rankingMetrics,
  yesNoMetrics,
} from "./all-metrics.js";

interface Row {
  readonly target: unknown;
  readonly output: unknown;
  readonly weight: number;
}

const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 1));
const weight = fc.constantFrom(0.1, 0.7, 1, 3.3);
const row = (target: fc.Arbitrary<unknown>, output: fc.Arbitrary<unknown>): fc.Arbitrary<Row> =>
  fc.record({ target, output, weight });
const probabilities = fc
  .tuple(...[0, 1, 2].map(() => fc.integer({ min: 1, max: 9 })))
  .map((parts) => parts.map((part) => part / parts.reduce((sum, one) => sum + one, 0)));
const triple = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: 3, maxLength: 3 });
const positive = fc.integer({ min: 1, max: 900 }).map((value) => value / 7);
const tasks: readonly (readonly [name: string, metrics: readonly Metric<never>[], row: fc.Arbitrary<Row>])[] = [
  ["yes and no", yesNoMetrics, row(fc.constantFrom(0, 1), share)],
  [
    "classes that were decided",
    classMetrics,
    row(fc.constantFrom("ant", "bee", "cat"), fc.constantFrom("ant", "bee", "cat")),
  ],
  ["probabilities of classes", classProbabilityMetrics, row(fc.constantFrom("ant", "bee", "cat"), probabilities)],
  ["label sets", labelSetMetrics, row(triple(fc.constantFrom(0, 1)), triple(share))],
  ["numbers", numberMetrics, row(positive, positive)],
  [
    "vectors",
    numberMetrics,
    row(fc.array(positive, { minLength: 2, maxLength: 2 }), fc.array(positive, { minLength: 2, maxLength: 2 })),
  ],
  ["rankings", rankingMetrics, row(triple(fc.integer({ min: 0, max: 3 })), triple(fc.integer({ min: 0, max: 4 })))],
];

function inputOf(rows: readonly Row[], weighted: boolean): MetricInput {
  return [
    rows.map(({ target }) => target) as number[],
    rows.map(({ output }) => output) as number[],
    weighted ? { weights: rows.map((one) => one.weight) } : {},
  ];
}

/** One against one takes no weights, and D2 Tweedie has no meaning without different targets. */
const takesWeights = ({ params }: Metric<never>): boolean => params.multiClass !== "ovo";

for (const [task, metrics, rowOf] of tasks)
  describe(`metrics of ${task}`, () => {
    for (const metric of metrics)
      it(`${metric.name} ${JSON.stringify(metric.params)}: is the same number to the bit in any order, batches, number of workers, and over a window`, async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(rowOf, { minLength: 4, maxLength: 24 }),
            fc.array(fc.nat(24), { minLength: 2, maxLength: 3 }),
            fc.boolean(),
            async (rows, cuts, wanted) => {
              const weighted = wanted && takesWeights(metric);
              const edges = [
                0,
                ...cuts.map((cut) => cut % rows.length).sort((left, right) => left - right),
                rows.length,
              ];
              const batches = edges
                .slice(1)
                .map((end, index) => inputOf(rows.slice(edges[index], end), weighted))
                .filter(([targets]) => (targets as ArrayLike<unknown>).length > 0);
              for (const { run } of reducerChecks(metric, { batches })) await run();
              const whole = metric.create();
              whole.add(...inputOf(rows, weighted));
              const shuffled = metric.create();
              for (const one of [...rows].reverse()) shuffled.add(...inputOf([one], weighted));
              expect(shuffled.value()).toBe(whole.value());
              expect(metric(...(inputOf(rows, weighted) as Parameters<typeof metric>))).toBe(whole.value());
            },
          ),
          { numRuns: 12 },
        );
      });

    it("lie in the range that they state, with the whole of their intervals", () => {
      fc.assert(
        fc.property(
          fc.array(rowOf, { minLength: 4, maxLength: 16 }),
          fc.constantFrom("t", "percentile"),
          (rows, method) => {
            for (const metric of metrics) {
              const { name, range } = metric;
              if (name.startsWith("DCG")) continue;
              if (range === undefined) throw new Error(`${name} states no range`);
              const [targets, outputs] = inputOf(rows, false);
              const found = room.metricInterval(metric, targets, outputs, { method: method as "t", resamples: 20 });
              if (found === undefined) continue;
              expect(found.estimate, name).toBeGreaterThanOrEqual(range.low - 1e-9);
              expect(found.estimate, name).toBeLessThanOrEqual(range.high + 1e-9);
              if (found.interval === undefined) continue;
              expect(found.interval.low, name).toBeGreaterThanOrEqual(range.low);
              expect(found.interval.high, name).toBeLessThanOrEqual(range.high);
            }
          },
        ),
        { numRuns: 20 },
      );
    });

    it("of samples say what the metric does, and each row so many times is a row so often", () => {
      fc.assert(
        fc.property(fc.array(rowOf, { minLength: 4, maxLength: 16 }), fc.infiniteStream(fc.nat(2)), (rows, stream) => {
          const times = rows.map(() => stream.next().value as number);
          // One row twice is still one row to those that need two.
          fc.pre(times.filter((often) => often > 0).length > 1);
          const repeated = rows.flatMap((one, index) => Array<Row>(times[index] as number).fill(one));
          for (const metric of metrics) {
            const counted = (some: readonly Row[]): number | undefined => {
              const state = metric.create();
              if (some.length > 0) state.add(...inputOf(some, false));
              return state.value();
            };
            const sample = metric.sample(...inputOf(rows, false));
            expectNear(sample.value(), counted(rows), metric.name);
            // Quantiles of weights interpolate otherwise than those of repeated rows.
            if (metric.params.strategy === "quantile") continue;
            expectNear(sample.value(times), counted(repeated), `${metric.name} of ${times}`);
          }
        }),
        { numRuns: 60 },
      );
    });
  });

function expectNear(actual: number | undefined, expected: number | undefined, what: string): void {
  if (expected === undefined) expect(actual, what).toBeUndefined();
  else
    expect(Math.abs((actual ?? Number.NaN) - expected), what).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(expected)),
    );
}

describe("metrics", () => {
  it("are all tried here", () => {
    const tried = new Set([...tasks.flatMap(([, metrics]) => metrics)].map(({ name }) => name.split(" at ")[0]));
    const factories = Object.entries(room).filter(
      ([name, value]) =>
        typeof value === "function" &&
        !/Curve$|Report$|Matrix$|^metricInterval$|^scorePerOutput$|^thresholdByCost$/.test(name),
    );
    expect(factories.length).toBeGreaterThanOrEqual(44);
    expect(tried.size).toBeGreaterThanOrEqual(factories.length);
  });

  it("refuse the states of others", () => {
    const [logLoss, f1] = [room.logLoss().create(), room.f1Score({ average: "macro" }).create()];
    expect(() => logLoss.merge(f1)).toThrow("a state of");
    expect(() => f1.merge(room.f1Score({ average: "micro" }).create())).toThrow("macro");
    expect(() => room.rocAuc().create().merge(logLoss)).toThrow("a state of ROC-AUC");
    expect(() => room.f1Score().fromJSON(f1.toJSON())).toThrow("[F1] Expected a state of F1 with");
  });

  it("add nothing of a batch that they refuse", () => {
    for (const metric of yesNoMetrics) {
      const state = metric.create();
      state.add([0, 1, 1], [0.2, 0.6, 0.7]);
      const before = JSON.stringify(state);
      expect(() => state.add([0, 1], [0.2, Number.NaN]), metric.name).toThrow("row 1");
      expect(JSON.stringify(state), metric.name).toBe(before);
    }
  });

  it("refuse options that they do not know, and being called before they are made", () => {
    // @ts-expect-error a slip of the pen
    expect(() => room.f1Score({ avrage: "macro" })).toThrow(
      "only the options `threshold`, `labels`, `average`, `of` and `zeroDivision`, got an object with keys avrage",
    );
    // @ts-expect-error scikit-learn's call
    expect(() => room.fbetaScore([0, 1], [0, 1], 2)).toThrow("which is then called, as f1Score()(targets, outputs)");
    // @ts-expect-error beta belongs to the metric
    expect(() => room.fbetaScore({ beta: 2 })([0, 1], [0, 1], 2)).toThrow("[F2] Expected options as an object, got 2");
    // @ts-expect-error weights
    expect(() => room.logLoss()([0, 1], [0.2, 0.3], { weigths: [1, 1] })).toThrow(
      "`weights`, got an object with keys weigths",
    );
  });

  it("refuse nouns of another task, in a sentence", () => {
    const binary = { task: "binary", rows: 2, values: Float64Array.of(0, 1) } as const;
    const said = {
      task: "classes",
      rows: 2,
      width: 2,
      values: Float64Array.of(0.5, 0.5, 1, 0),
      labels: ["a", "b"],
    } as const;
    expect(() => room.rocAuc()(binary, said)).toThrow(
      '[ROC-AUC] Expected outputs of the task binary, as the targets are, got "classes"',
    );
    const targets = { task: "classes", rows: 2, values: Int32Array.of(1, 0), labels: ["a", "b"] } as const;
    // @ts-expect-error numbers are asked for
    expect(() => room.ksStatistic()(targets, said)).toThrow(
      '[KS] Expected targets and outputs of the task binary, got "classes"',
    );
    expect(room.accuracy()(targets, said)).toBe(0.5);
    expect(room.logLoss()(targets, said)).toBeCloseTo(Math.LN2 / 2, 14);
  });

  it("count classes that no model knew as never said", () => {
    const targets = { task: "classes", rows: 2, values: Int32Array.of(2, 0), labels: ["a", "b", "new"] } as const;
    const said = {
      task: "classes",
      rows: 2,
      width: 2,
      values: Float64Array.of(0.5, 0.5, 1, 0),
      labels: ["a", "b"],
    } as const;
    expect(room.accuracy()(targets, said)).toBe(0.5);
    expect(room.logLoss()(targets, said)).toBeCloseTo(26 * Math.LN2, 9);
  });
});
