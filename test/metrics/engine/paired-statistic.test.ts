import fc from "fast-check";
import { createRandom } from "golden-pipeline";
import { accuracy, brierScore, f1Score, type Metric, precision, recall, rocAuc } from "golden-pipeline/metrics";
import { describe, expect, it } from "vitest";
import { createPairedStatistic, type PairedOutputs } from "../../../src/metrics/engine/create-paired-statistic.js";
import type { JackknifeValues } from "../../../src/metrics/engine/paired-statistic.js";

type YesNoMetric = Pick<Metric<boolean>, "better" | "sample">;

/** The same metric with nothing to be quick by. */
function plain(metric: Metric<boolean>): Metric<boolean> {
  const slow: YesNoMetric["sample"] = (...input) => {
    const { rows, value } = metric.sample(...input);
    return { rows, value };
  };
  return Object.assign(
    (...[targets, outputs, options]: Parameters<Metric<boolean>>) => metric(targets, outputs, options),
    {
      ...metric,
      sample: slow,
    },
  );
}

interface YesNoPairs extends PairedOutputs {
  readonly targets: Float64Array;
}

function pairedRows(seed: number, count: number, clusters: number | undefined): YesNoPairs {
  const random = createRandom(seed);
  const targets = Float64Array.from({ length: count }, (_, row) => (row < 3 ? 1 : Number(random() < 0.4)));
  const outputs = () => targets.map((target, row) => (row < 3 ? 0.9 : 0.3 * target + 0.7 * random()));
  return {
    targets,
    a: outputs(),
    b: outputs(),
    clusters: clusters === undefined ? undefined : Array.from(targets, (_, row) => `c${row % clusters}`),
  };
}

function expanded(jackknife: JackknifeValues | undefined): number[] {
  const { values, multiplicity } = jackknife ?? { values: new Float64Array() };
  return [...values]
    .flatMap((value, kind) => Array<number>(multiplicity?.[kind] ?? 1).fill(value))
    .sort((x, y) => x - y);
}

/** Where there is one class only, neither way has a value. */
function expectSame(quick: number | undefined, slow: number | undefined): void {
  if (slow === undefined) expect(quick).toBeUndefined();
  else expect(quick).toBeCloseTo(slow, 12);
}

const quickMetrics = [f1Score(), precision(), recall({ threshold: 0.4 }), accuracy(), brierScore(), rocAuc()];

describe("the quick ways of a paired difference", () => {
  it("leave out and swap units as computing anew does", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 8, max: 60 }),
        fc.option(fc.integer({ min: 2, max: 6 }), { nil: undefined }),
        (seed, count, clusters) => {
          const rows = pairedRows(seed, count, clusters);
          for (const metric of quickMetrics) {
            const [quick, slow] = [createPairedStatistic(metric, rows), createPairedStatistic(plain(metric), rows)];
            expect(quick.units).toBe(slow.units);
            expectSame(quick.difference, slow.difference);
            const [left, right] = [expanded(quick.jackknife()), expanded(slow.jackknife())];
            expect(left).toHaveLength(right.length);
            left.forEach((value, index) => void expect(value).toBeCloseTo(right[index] as number, 12));
            const random = createRandom(seed);
            const flags = Uint8Array.from({ length: quick.units }, () => Number(random() < 0.5));
            expectSame(quick.swapped(flags), slow.swapped(flags));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("draw and swap with the same spread as computing anew does", () => {
    for (const clusters of [undefined, 40]) {
      const rows = pairedRows(5, 200, clusters);
      for (const metric of quickMetrics) {
        const spreads = [createPairedStatistic(metric, rows), createPairedStatistic(plain(metric), rows)].map(
          (statistic, index) => {
            const random = createRandom(`${metric.name} ${index}`);
            return ([() => statistic.resample(random), () => statistic.swap(random)] as const).map((draw) => {
              const values = Array.from({ length: 1500 }, () => draw() ?? Number.NaN);
              const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
              const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
              return { mean, deviation: Math.sqrt(squares / values.length) };
            });
          },
        );
        const [quick = [], slow = []] = spreads;
        quick.forEach(({ mean, deviation }, index) => {
          const other = slow[index] ?? { mean: Number.NaN, deviation: Number.NaN };
          // Five standard errors of 1500 draws.
          expect(Math.abs(mean - other.mean) / other.deviation).toBeLessThan(0.18);
          expect(Math.abs(deviation / other.deviation - 1)).toBeLessThan(0.13);
        });
      }
    }
  });

  it("have no value where scikit-learn would divide by zero", () => {
    const none = { targets: [0, 0], a: [0, 0], b: [0, 0] };
    for (const metric of [f1Score(), precision(), recall()])
      expect(createPairedStatistic(metric, none).difference).toBeUndefined();
    expect(precision()([1, 0, 1], [0.6, 0.7, 0.2])).toBe(0.5);
    expect(recall({ threshold: 0.65 })([1, 1, 1], [0.6, 0.7, 0.2])).toBe(1 / 3);
    expect(() => f1Score({ threshold: Number.NaN })).toThrow("`threshold` to be a share");
  });
});
