import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optimalAssignment } from "../../../src/scorers/structure/index.js";
import { readFixture } from "../answers/read-fixture.js";

interface Case {
  readonly kind: string;
  readonly scores: readonly (readonly number[])[];
  readonly total: number;
}
const { assignment, source } = readFixture<{ readonly source: string; readonly assignment: readonly Case[] }>(
  "task-structure.json",
);

const totalOf = (scores: readonly (readonly number[])[]) =>
  optimalAssignment(scores).reduce((sum, [row, column]) => sum + (scores[row]?.[column] ?? Number.NaN), 0);

describe("optimalAssignment", () => {
  it(`finds the totals of ${source}`, () => {
    expect(assignment).toHaveLength(39);
    for (const { scores, total } of assignment) {
      const size = Math.max(1, Math.abs(total));
      expect(Math.abs(totalOf(scores) - total) / size).toBeLessThanOrEqual(1e-12);
    }
  });

  it("uses every row or every column once, rows rising", () => {
    for (const { scores } of assignment) {
      const pairs = optimalAssignment(scores);
      const rows = pairs.map(([row]) => row);
      expect(pairs).toHaveLength(Math.min(scores.length, scores[0]?.length ?? 0));
      expect(new Set(pairs.map(([, column]) => column)).size).toBe(pairs.length);
      expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
    }
  });

  it("is never below any other assignment of small squares", () => {
    const square = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 }), {
      minLength: 4,
      maxLength: 4,
    });
    const orders = permutations([0, 1, 2, 3]);
    fc.assert(
      fc.property(square, (scores) => {
        const totals = orders.map((order) => order.reduce((sum, column, row) => sum + (scores[row]?.[column] ?? 0), 0));
        expect(totalOf(scores)).toBe(Math.max(...totals));
      }),
    );
  });

  it("gives no pairs where there are no rows or no columns", () => {
    expect(optimalAssignment([])).toEqual([]);
    expect(optimalAssignment([[], []])).toEqual([]);
  });

  it("refuses ragged rows and scores that are no numbers", () => {
    expect(() => optimalAssignment([[1, 2], [1]])).toThrow("Expected rows of 2 scores, got 1");
    expect(() => optimalAssignment([[Number.NaN]])).toThrow("Expected scores between -1e200 and 1e200");
    expect(() => optimalAssignment([[Number.POSITIVE_INFINITY]])).toThrow("between -1e200 and 1e200");
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
