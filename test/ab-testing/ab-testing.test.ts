import { readFileSync } from "node:fs";
import fc from "fast-check";
import { createRandom } from "golden-pipeline";
import { compareArms, compareProportions, requiredSampleSize, sampleRatioMismatch } from "golden-pipeline/ab-testing";

import { describe, expect, it } from "vitest";
import { multinomialEvidence } from "../../src/stats/house.js";
import { armOf, coverage, habits, ratioAlarms } from "./simulate.js";

interface Fixture {
  readonly proportions: readonly {
    readonly count: readonly [number, number];
    readonly nobs: readonly [number, number];
    readonly p_two_sided: number | null;
    readonly diff_ci_newcomb: readonly [number, number];
  }[];
  readonly sampleSizes: readonly {
    readonly p1: number;
    readonly p2: number;
    readonly alpha: number;
    readonly power: number;
    readonly n_per_arm_unpooled: number;
  }[];
}
const fixture = JSON.parse(
  readFileSync(new URL("../fixtures/ab-testing/proportions.json", import.meta.url), "utf8"),
) as Fixture;

const welch = JSON.parse(readFileSync(new URL("../fixtures/ab-testing/welch.json", import.meta.url), "utf8")) as {
  readonly cases: readonly {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly df: number;
    readonly p: number;
    readonly ci95: readonly [number, number];
  }[];
};

describe("two proportions", () => {
  for (const { count, nobs, p_two_sided, diff_ci_newcomb } of fixture.proportions)
    it(`${count[0]} of ${nobs[0]} against ${count[1]} of ${nobs[1]} are compared as statsmodels does, to 1e-10`, () => {
      const found = compareProportions(
        { successes: count[0], trials: nobs[0] },
        { successes: count[1], trials: nobs[1] },
      );
      expect(found?.difference).toBeCloseTo(count[0] / nobs[0] - count[1] / nobs[1], 14);
      expect(found?.interval.low).toBeCloseTo(diff_ci_newcomb[0], 10);
      expect(found?.interval.high).toBeCloseTo(diff_ci_newcomb[1], 10);
      if (p_two_sided !== null && !Number.isNaN(p_two_sided)) expect(found?.pValue).toBeCloseTo(p_two_sided, 10);
    });

  it("have no effect where an arm is empty, and no relative one over a control of nothing", () => {
    expect(compareProportions({ successes: 0, trials: 0 }, { successes: 1, trials: 2 })).toBeUndefined();
    expect(compareProportions({ successes: 1, trials: 2 }, { successes: 0, trials: 2 })?.relative).toBeUndefined();
    const fine = { successes: 0, trials: 2 };
    for (const [successes, trials] of [
      [3, 2],
      [Number.NaN, 2],
      [1, Number.NaN],
      [1, Number.POSITIVE_INFINITY],
      [0.5, 2],
      [-1, 2],
    ] as const) {
      const wrong = { successes, trials };
      const said = (arm: string) =>
        `whole numbers with 0 ≤ successes ≤ trials for the ${arm}, got "${successes} of ${trials}"`;
      expect(() => compareProportions(wrong, fine)).toThrow(said("treatment").replaceAll('"', ""));
      expect(() => compareProportions(fine, wrong)).toThrow(said("control").replaceAll('"', ""));
    }
  });
});

describe("two arms of numbers alone", () => {
  const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 30 });

  it("are compared as rows that are a unit each", () => {
    fc.assert(
      fc.property(numbers, numbers, (treatment, control) => {
        const found = compareArms({ values: treatment }, { values: control });
        expect(compareArms(treatment, control)).toEqual(found);
        expect(compareArms(Float64Array.from(treatment), { values: control })).toEqual(found);
      }),
    );
    expect(compareArms([2, 3, 4], [1, 2, 3])).toMatchObject({ difference: 1, units: { treatment: 3, control: 3 } });
  });

  it("are refused when they are none, by the arm", () => {
    expect(() => compareArms([1, "2"] as never, [1])).toThrow("a finite number in row 1 of the treatment");
    expect(() => compareArms([1], [Number.NaN])).toThrow("a finite number in row 0 of the control");
    expect(() => compareArms({ values: 5 } as never, [1])).toThrow("[compare arms, treatment] Expected `values` to be");
    expect(() => compareArms([1], { values: [1], cluster: ["a"] } as never)).toThrow("only the options `values`");
    for (const wrong of [5, "abc", null, undefined, {}, new Map()])
      expect(() => compareArms(wrong as never, [1])).toThrow("compare arms");
  });
});

describe("two arms of clusters", () => {
  it("are not called different because their users ask often", () => {
    let [clustered, rowwise] = [0, 0];
    for (let seed = 0; seed < 300; seed++) {
      const random = createRandom(seed);
      const arm = (name: string) => {
        const [values, clusters]: [number[], string[]] = [[], []];
        for (let user = 0; user < 40; user++) {
          const taste = random();
          for (let request = 0; request < 20; request++) {
            values.push(taste + random() / 10);
            clusters.push(`${name}${user}`);
          }
        }
        return { values, clusters };
      };
      const [treatment, control] = [arm("t"), arm("c")];
      if ((compareArms(treatment, control)?.pValue ?? 1) < 0.05) clustered++;
      const alone = ({ values }: { readonly values: number[] }) => ({ values });
      if ((compareArms(alone(treatment), alone(control))?.pValue ?? 1) < 0.05) rowwise++;
    }
    expect(clustered / 300).toBeLessThan(0.09);
    expect(rowwise / 300).toBeGreaterThan(0.4);
  });

  it("are compared as Welch does where every row is a unit", () => {
    expect(welch.cases.length).toBeGreaterThan(0);
    for (const { x, y, df, p, ci95 } of welch.cases) {
      const found = compareArms({ values: x }, { values: y });
      expect(found?.degreesOfFreedom).toBeCloseTo(df, 9);
      if (Math.min(x.length, y.length) < 6) continue;
      expect(found?.pValue).toBeCloseTo(p, 10);
      expect(found?.interval?.low).toBeCloseTo(ci95[0], 9);
      expect(found?.interval?.high).toBeCloseTo(ci95[1], 9);
    }
  });

  it.each(Object.entries(habits))(
    "have intervals that hold what they say, also of few users with a heavy tail: %s",
    (_, habit) => {
      const { given, covered } = coverage(400, 30, 1.5, habit);
      expect(given).toBeGreaterThan(100);
      // Of 100 to 400, three points are no more than chance; without the correction it is 87 to 90 %.
      expect(covered / given).toBeGreaterThan(0.92);
      expect(covered / given).toBeLessThan(0.99);
    },
  );

  it("have no interval, and say so, when a few users have nearly all rows", () => {
    const rowsOf = (name: string, sizes: readonly number[]) => ({
      values: sizes.flatMap((size, user) => Array.from({ length: size }, (_, row) => user + (row % 3))),
      clusters: sizes.flatMap((size, user) => Array.from({ length: size }, () => `${name}${user}`)),
    });
    const [heavy, light] = [rowsOf("t", [900, 3, 2, 1, 1, 1, 1, 1, 1, 1]), rowsOf("c", [3, 3, 3, 3, 3, 3, 3, 3, 3, 3])];
    const found = compareArms(heavy, light);
    expect(found).toMatchObject({ interval: undefined, pValue: undefined, units: { treatment: 10, control: 10 } });
    expect(found?.message).toMatch(
      /^too few units: 10 and 10, of which some have so many rows that they are worth \d\.\d; 6 are needed$/,
    );
    expect(compareArms(rowsOf("t", [3, 3, 3, 3, 3, 3, 3]), light)?.interval).toBeDefined();
    expect(compareArms(rowsOf("t", [3, 3, 3, 3, 3]), light)?.interval).toBeUndefined();
  });

  it("do not depend on where zero is, nor on the order of rows", () => {
    const { values, clusters } = armOf(createRandom(5), "t", 80, 2.5, habits["levels differ"] ?? (() => () => 0));
    const control = armOf(createRandom(6), "c", 80, 2.5, habits["levels differ"] ?? (() => () => 0));
    const found = compareArms({ values, clusters }, control);
    const moved = compareArms(
      { values: values.map((value) => value + 1e6).reverse(), clusters: clusters.toReversed() },
      { ...control, values: control.values.map((value) => value + 1e6) },
    );
    expect(moved?.difference).toBeCloseTo(found?.difference ?? Number.NaN, 8);
    expect(moved?.interval?.low).toBeCloseTo(found?.interval?.low ?? Number.NaN, 7);
    expect(moved?.degreesOfFreedom).toBeCloseTo(found?.degreesOfFreedom ?? Number.NaN, 6);
  });

  it("need two clusters each, one for each value, and finite values", () => {
    const two = { values: [1, 2], clusters: ["b", "c"] };
    expect(compareArms({ values: [1, 2], clusters: ["a", "a"] }, two)).toBeUndefined();
    expect(compareArms({ values: [] }, two)).toBeUndefined();
    expect(() => compareArms({ values: [1, 2], clusters: ["a"] }, two)).toThrow("2 clusters");
    expect(() => compareArms({ values: [1, Number.NaN] }, two)).toThrow("a finite number in row 1 of the treatment");
    expect(() => compareArms(two, { values: [1, Number.POSITIVE_INFINITY] })).toThrow("row 1 of the control");
    expect(() => compareArms({ values: [1, 2] }, two, { confidence: 95 })).toThrow(
      "`confidence` to be a number between 0 and 1",
    );
  });

  it("need a unit for every row where units are given at all", () => {
    const two = { values: [1, 2], clusters: ["b", "c"] };
    for (const none of [undefined, null, Number.NaN]) {
      const clusters = ["a", none] as readonly string[];
      expect(() => compareArms({ values: [1, 2], clusters }, two)).toThrow(
        "[compare arms, treatment] Expected a cluster for row 1",
      );
      expect(() => compareArms(two, { values: [1, 2], clusters })).toThrow("[compare arms, control]");
    }
  });

  it("have no unit in common: whoever met both is named", () => {
    const treatment = { values: [1, 2, 3], clusters: ["ann", "bob", "cid"] };
    expect(() => compareArms(treatment, { values: [1, 2], clusters: ["dan", "bob"] })).toThrow("got bob in both");
  });
});

describe("the sample ratio", () => {
  it("is doubted when the split could not happen by chance, and not before", () => {
    expect(sampleRatioMismatch({ a: 50_000, b: 50_400 }, { a: 1, b: 1 })).toMatchObject({ mismatch: false });
    expect(sampleRatioMismatch({ a: 50_000, b: 51_500 }, { a: 1, b: 1 })).toMatchObject({ mismatch: true });
    expect(sampleRatioMismatch({ a: 1000, b: 1200 }, { a: 1, b: 1 }).mismatch).toBe(true);
    expect(sampleRatioMismatch({ a: 821_588, b: 815_482 }, { a: 1, b: 1 }).mismatch).toBe(true);
    expect(sampleRatioMismatch({ a: 22, b: 0 }, { a: 1, b: 1 }).mismatch).toBe(true);
    expect(sampleRatioMismatch({ a: 9000, b: 1000 }, { a: 0.9, b: 0.1 })).toMatchObject({
      mismatch: false,
      expected: { a: 9000, b: 1000 },
    });
  });

  it("is said with its numbers", () => {
    expect(sampleRatioMismatch({ a: 50_000, b: 51_500 }, { a: 1, b: 1 }).message).toBe(
      "arms did not get the units they should at level 0.001: a 50000 for 50750, b 51500 for 50750 (p 0.00033)",
    );
    expect(sampleRatioMismatch({ a: 2, b: 1 }, { a: 1, b: 1 }).message).toBe(
      "no mismatch is shown at level 0.001: a 2 for 2, b 1 for 2 (p 1)",
    );
    const near = sampleRatioMismatch({ a: 50_000, b: 51_350 }, { a: 1, b: 1 });
    expect(near.mismatch).toBe(false);
    expect(near.pValue).toBeLessThan(0.01);
    expect(near.message).toMatch(/^no mismatch is shown at level 0.001: .*\(p 0\.00\d+\)$/);
  });

  it("of arms whose counts and weights have other names is refused: nothing was meant that could be checked", () => {
    expect(() => sampleRatioMismatch({ control: 50, treatment: 51 }, { control: 1, treatmnt: 1 })).toThrow(
      "Expected a weight for each arm that is counted, `control` and `treatment`, got weights for `control` and `treatmnt`",
    );
  });

  it("of an experiment with nobody, or with one arm, is not said to be right", () => {
    expect(sampleRatioMismatch({}, { a: 1, b: 1 })).toMatchObject({
      mismatch: false,
      pValue: undefined,
      message: "nobody is in the experiment yet: nothing can be said",
    });
    expect(sampleRatioMismatch({ a: 7 }, { a: 1 }).message).toBe("there is one arm only: nothing to compare");
  });

  it("is broken by anybody in an arm that should get nobody", () => {
    expect(sampleRatioMismatch({ a: 1000, b: 1 }, { a: 1, b: 0 })).toMatchObject({
      mismatch: true,
      pValue: 0,
      message: "b (1) got units but should get none",
    });
    expect(sampleRatioMismatch({ a: 1000, stray: 1 }, { a: 1 }).mismatch).toBe(true);
  });

  it.each([
    [{ a: 1 }, { a: 0 }, {}, "weights that add up to more than 0"],
    [{ a: Number.NaN }, { a: 1, b: 1 }, {}, "a whole number of units in arm a"],
    [{ a: -1 }, { a: 1, b: 1 }, {}, "a whole number of units in arm a"],
    [{ a: 1.5 }, { a: 1, b: 1 }, {}, "a whole number of units in arm a"],
    [{ a: 1 }, { a: 1, b: -1 }, {}, "a weight from 0 for arm b"],
    [{ a: 1 }, { a: 1, b: Number.NaN }, {}, "a weight from 0 for arm b"],
    [{ a: 1 }, { a: 1, b: 1 }, { alpha: 0 }, "`alpha` to be a number between 0 and 1"],
    [{ a: 1 }, { a: 1, b: 1 }, { alpha: Number.NaN }, "`alpha` to be a number between 0 and 1"],
  ])("of %o for %o with %o is refused", (counts, weights, options, message) => {
    expect(() => sampleRatioMismatch(counts, weights, options)).toThrow(message);
  });

  it("may be looked at after every unit: it raises false alarms at its level at most", () => {
    expect(ratioAlarms(250, 400, [0.5, 0.5], [0.5, 0.5], 0.1)).toBeLessThanOrEqual(25);
    expect(ratioAlarms(100, 400, [0.2, 0.3, 0.5], [0.2, 0.3, 0.5], 0.1)).toBeLessThanOrEqual(10);
    expect(ratioAlarms(50, 2000, [0.55, 0.45], [0.5, 0.5], 0.1)).toBeGreaterThanOrEqual(48);
  });

  it("has evidence that is a martingale: its mean over all that may come next is what it was", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(500), { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (counts, odd) => {
          const weights = counts.map((_, arm) => (arm === 0 ? odd : 1));
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          const shares = weights.map((weight) => weight / total);
          const before = multinomialEvidence(counts, shares);
          const next = shares.map((share, arm) => {
            const more = counts.map((count, other) => (other === arm ? count + 1 : count));
            return share * Math.exp(multinomialEvidence(more, shares) - before);
          });
          expect(next.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        },
      ),
    );
    expect(multinomialEvidence([0, 0], [0.5, 0.5])).toBeCloseTo(0, 12);
  });
});

describe("the required sample size", () => {
  for (const { p1, p2, alpha, power, n_per_arm_unpooled } of fixture.sampleSizes)
    it(`to tell ${p1} from ${p2} at power ${power} is the textbook's`, () => {
      expect(requiredSampleSize({ control: p1, difference: p2 - p1, alpha, power })).toBe(
        Math.ceil(n_per_arm_unpooled),
      );
    });

  it("of no difference is refused", () => {
    expect(() => requiredSampleSize({ control: 0.1, difference: 0 })).toThrow("that differ");
    expect(() => requiredSampleSize({ control: 0.9, difference: 0.2 })).toThrow(
      /proportions between 0 and 1 that differ, got 0.9 for control and 1.1\d* for treatment/,
    );
    expect(() => requiredSampleSize({ control: 0.1, difference: 0.1, power: 1 })).toThrow("`power`");
    expect(() => requiredSampleSize({ control: 0.1, difference: 0.1, alpha: 0 })).toThrow("`alpha`");
  });
});
