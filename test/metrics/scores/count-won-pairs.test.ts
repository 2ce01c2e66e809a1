import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWonPairs } from "../../../src/metrics/probability/count-won-pairs.js";
import { fallingOrder } from "../../../src/stats/house.js";

const wonOneByOne = (rows: readonly (readonly [number, number])[]): number => {
  let won = 0;
  for (const [mine, isYes] of rows)
    for (const [other, otherYes] of rows)
      if (isYes === 1 && otherYes === 0) won += mine > other ? 1 : mine === other ? 0.5 : 0;
  return won;
};

describe("counting won pairs", () => {
  it("is comparing each yes with each no, whatever the outputs' range and ties", () => {
    const output = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 0.5, max: 0.5000001, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(output, fc.constantFrom(0, 1)), { maxLength: 120 }), (rows) => {
        const outputs = Float64Array.from(rows, ([value]) => value);
        const { won } = countWonPairs(
          Float64Array.from(rows, ([, target]) => target),
          outputs,
        );
        expect(won).toBe(wonOneByOne(rows));
      }),
    );
  });
});

describe("counting won pairs of many equal outputs", () => {
  it("halves the ties, also beside an output far from all others", () => {
    for (const outlier of [0.5, 1e300]) {
      const rows = Array.from(
        { length: 300 },
        (_, row) => [row === 7 ? outlier : row % 3 === 0 ? 0.5 : 0.25, row % 2] as const,
      );
      for (const some of [rows, rows.map(([, target]) => [0.5, target] as const)]) {
        const { won, pairs } = countWonPairs(
          Float64Array.from(some, ([, target]) => target),
          Float64Array.from(some, ([output]) => output),
        );
        expect([won, pairs]).toEqual([wonOneByOne(some), 150 * 150]);
      }
    }
  });
});

describe("falling order", () => {
  it("of many rows is the stable order of comparing", () => {
    let state = 7;
    const next = (): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state / 2 ** 32;
    };
    const draws: readonly (() => number)[] = [
      next,
      () => Math.round(next() * 50) / 50,
      () => (next() - 0.5) * Math.exp(600 * next()),
      () => (next() < 0.5 ? -0 : 0),
    ];
    for (const draw of draws) {
      const outputs = Float64Array.from({ length: 9000 }, draw);
      const expected = Uint32Array.from(outputs, (_, row) => row).sort(
        (left, right) => (outputs[right] as number) - (outputs[left] as number),
      );
      expect(fallingOrder(outputs)).toEqual(expected);
    }
  });
});
