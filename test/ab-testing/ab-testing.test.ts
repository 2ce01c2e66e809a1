import { readFileSync } from "node:fs";
import { createRandom } from "golden-pipeline";
import { compareArms, compareProportions, requiredSampleSize, sampleRatioMismatch } from "golden-pipeline/ab-testing";

import { describe, expect, it } from "vitest";

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
    expect(() => compareProportions({ successes: 3, trials: 2 }, { successes: 0, trials: 2 })).toThrow();
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
      const alone = ({ values }: { readonly values: number[] }) => ({
        values,
        clusters: values.map((_, row) => `${row}`),
      });
      if ((compareArms(alone(treatment), alone(control))?.pValue ?? 1) < 0.05) rowwise++;
    }
    expect(clustered / 300).toBeLessThan(0.09);
    expect(rowwise / 300).toBeGreaterThan(0.4);
  });

  it("need two clusters each", () => {
    expect(
      compareArms({ values: [1, 2], clusters: ["a", "a"] }, { values: [1, 2], clusters: ["b", "c"] }),
    ).toBeUndefined();
  });
});

describe("the sample ratio", () => {
  it("is doubted when the split could not happen by chance, and not before", () => {
    expect(sampleRatioMismatch({ a: 50_000, b: 50_400 }, { a: 1, b: 1 })).toMatchObject({ mismatch: false });
    expect(sampleRatioMismatch({ a: 50_000, b: 51_500 }, { a: 1, b: 1 })).toMatchObject({ mismatch: true });
    expect(sampleRatioMismatch({ a: 9000, b: 1000 }, { a: 0.9, b: 0.1 })).toMatchObject({
      mismatch: false,
      expected: { a: 9000, b: 1000 },
    });
  });

  it("is broken by anybody in an arm that should get nobody", () => {
    expect(sampleRatioMismatch({ a: 1000, b: 1 }, { a: 1, b: 0 })).toMatchObject({
      mismatch: true,
      message: "b got units but should get none",
    });
    expect(sampleRatioMismatch({ a: 1000, stray: 1 }, { a: 1 }).mismatch).toBe(true);
    expect(() => sampleRatioMismatch({ a: 1 }, { a: 0 })).toThrow("weights that add up to more than 0");
  });

  it("raises a false alarm in one of a thousand", () => {
    let alarms = 0;
    for (let seed = 0; seed < 1500; seed++) {
      const random = createRandom(seed);
      let a = 0;
      for (let unit = 0; unit < 400; unit++) if (random() < 0.5) a++;
      if (sampleRatioMismatch({ a, b: 400 - a }, { a: 1, b: 1 }).mismatch) alarms++;
    }
    expect(alarms).toBeLessThanOrEqual(6);
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
    expect(() => requiredSampleSize({ control: 0.9, difference: 0.2 })).toThrow("between 0 and 1");
    expect(() => requiredSampleSize({ control: 0.1, difference: 0.1, power: 1 })).toThrow("`power`");
    expect(() => requiredSampleSize({ control: 0.1, difference: 0.1, alpha: 0 })).toThrow("`alpha`");
  });
});
