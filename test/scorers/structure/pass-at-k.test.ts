import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PassResult, passAtK, passHatK } from "../../../src/scorers/structure/index.js";
import { readFixture } from "../answers/read-fixture.js";

interface Case {
  readonly k: number;
  readonly results: readonly PassResult[];
  readonly passAtK: number;
  readonly passHatK: number;
  readonly passAtKInterval?: readonly [number, number];
  readonly passHatKInterval?: readonly [number, number];
}
const { passK } = readFixture<{ readonly passK: readonly Case[] }>("task-structure.json");

const counts = fc
  .tuple(fc.nat(60), fc.nat(60), fc.integer({ min: 1, max: 10 }))
  .map(([a, b, k]) => ({ result: { samples: Math.max(a, b, k), correct: Math.min(a, b) }, k }));

describe("passAtK and passHatK", () => {
  it("are the binomial formulas, computed in fractions, to 1e-12", () => {
    expect(passK).toHaveLength(40);
    for (const { k, results, ...expected } of passK)
      for (const [name, estimate] of [
        ["passAtK", passAtK(results, k)],
        ["passHatK", passHatK(results, k)],
      ] as const) {
        expect(Math.abs((estimate?.value ?? Number.NaN) - expected[name])).toBeLessThanOrEqual(1e-12);
        const interval = expected[`${name}Interval`];
        if (interval === undefined) expect(estimate?.interval).toBeUndefined();
        else {
          expect(Math.abs((estimate?.interval?.low ?? Number.NaN) - interval[0])).toBeLessThanOrEqual(1e-9);
          expect(Math.abs((estimate?.interval?.high ?? Number.NaN) - interval[1])).toBeLessThanOrEqual(1e-9);
        }
        expect(estimate?.problems).toBe(results.length);
      }
  });

  it("are both the plain share of right answers for one sample", () => {
    const results = [
      { samples: 10, correct: 3 },
      { samples: 4, correct: 4 },
    ];
    expect(passAtK(results, 1)?.value).toBeCloseTo(0.65, 15);
    expect(passHatK(results, 1)?.value).toBeCloseTo(0.65, 15);
  });

  it("stay between 0 and 1, the dependable one never above the lucky one", () => {
    fc.assert(
      fc.property(counts, ({ result, k }) => {
        const [lucky, dependable] = [passAtK([result], k)?.value ?? -1, passHatK([result], k)?.value ?? -1];
        expect(dependable).toBeGreaterThanOrEqual(0);
        expect(lucky).toBeLessThanOrEqual(1);
        expect(dependable).toBeLessThanOrEqual(lucky + 1e-12);
      }),
    );
  });

  it("do not overflow with many samples", () => {
    expect(passAtK([{ samples: 1_000_000, correct: 1 }], 500_000)?.value).toBeCloseTo(0.5, 12);
    expect(passHatK([{ samples: 1_000_000, correct: 999_999 }], 500_000)?.value).toBeCloseTo(0.5, 12);
  });

  it("are undefined when a problem has fewer than k samples, and of no problems", () => {
    const results = [
      { samples: 10, correct: 3 },
      { samples: 4, correct: 4 },
    ];
    expect(passAtK(results, 5)).toBeUndefined();
    expect(passHatK(results, 5)).toBeUndefined();
    expect(passAtK([], 1)).toBeUndefined();
  });

  it("have no interval of one problem, and one of the asked confidence of several", () => {
    expect(passAtK([{ samples: 5, correct: 2 }], 1)).toEqual({ value: 0.4, interval: undefined, problems: 1 });
    const several = passAtK(
      [0, 1, 2, 3].map((correct) => ({ samples: 5, correct })),
      1,
      { confidence: 0.8 },
    );
    expect(several?.interval).toMatchObject({ confidence: 0.8 });
  });

  it("refuse counts and options that are none", () => {
    expect(() => passAtK([{ samples: 5, correct: 6 }], 1)).toThrow("whole numbers 0 <= correct <= samples in result 0");
    expect(() => passHatK([{ samples: 5, correct: 0.5 }], 1)).toThrow("whole numbers");
    expect(() => passAtK([], 0)).toThrow("`k` to be a whole number of at least 1, got 0");
    expect(() => passAtK([], 1, { confidence: 1 })).toThrow("`confidence` to be a number between 0 and 1");
  });
});
