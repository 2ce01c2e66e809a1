import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { childOf, prepareTree, type Tree } from "../../../src/training/gradient-boosting/tree.js";
import { addTreeContributions, expectedValue } from "../../../src/training/gradient-boosting/tree-contributions.js";
import type { TabularColumn } from "../../../src/training/tabular-columns.js";

const width = 4;

interface Grown {
  readonly tree: Tree;
  readonly columns: readonly TabularColumn[];
}

/** A random tree over four features, two numbers (that may be missing) and two categories, deep enough that features stand twice on a path. */
const grown: fc.Arbitrary<Grown> = fc
  .record({
    splits: fc.array(
      fc.record({
        at: fc.nat(),
        feature: fc.nat({ max: width - 1 }),
        cut: fc.nat({ max: 3 }),
        part: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        missingLeft: fc.boolean(),
      }),
      { maxLength: 9 },
    ),
    values: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 20, maxLength: 20 }),
    numbers: fc.array(fc.constantFrom(0, 1, 2, 3, Number.NaN), { minLength: 2, maxLength: 2 }),
    codes: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 2, maxLength: 2 }),
  })
  .map(({ splits, values, numbers, codes }) => {
    const tree = {
      feature: [0],
      threshold: [0],
      categories: [null] as (number[] | null)[],
      missingLeft: [false],
      left: [0],
      right: [0],
      value: [values[0] as number],
      rows: [1000],
    };
    for (const { at, feature, cut, part, missingLeft } of splits) {
      const leaves = tree.left.flatMap((left, node) => (left === 0 ? [node] : []));
      const node = leaves[at % leaves.length] as number;
      tree.feature[node] = feature;
      tree.missingLeft[node] = missingLeft;
      if (feature < 2) tree.threshold[node] = cut;
      else tree.categories[node] = [cut, -1].slice(0, 1 + (cut % 2));
      for (const [side, share] of [
        ["left", part],
        ["right", 1 - part],
      ] as const) {
        tree[side][node] = tree.left.length;
        tree.feature.push(0);
        tree.threshold.push(0);
        tree.categories.push(null);
        tree.missingLeft.push(false);
        tree.left.push(0);
        tree.right.push(0);
        tree.value.push(values[tree.value.length] as number);
        tree.rows.push((tree.rows[node] as number) * share);
      }
    }
    const columns: readonly TabularColumn[] = [
      ...numbers.map((value, at) => ({ type: "number" as const, name: `n${at}`, values: Float64Array.of(value) })),
      ...codes.map((code, at) => ({
        type: "category" as const,
        name: `c${at}`,
        categories: ["a", "b", "c", "d"],
        codes: Int32Array.of(code),
      })),
    ];
    return { tree, columns };
  });

/** What the tree says when only the features of `known` are known: where another decides, both ways by their training rows. */
function valueKnowing({ tree, columns }: Grown, known: ReadonlySet<number>, node = 0): number {
  const [left, right] = [tree.left[node] as number, tree.right[node] as number];
  if (left === 0) return tree.value[node] as number;
  if (known.has(tree.feature[node] as number))
    return valueKnowing({ tree, columns }, known, childOf(prepareTree(tree), columns, 0, node));
  const part = (child: number) =>
    ((tree.rows[child] as number) / (tree.rows[node] as number)) * valueKnowing({ tree, columns }, known, child);
  return part(left) + part(right);
}

/** Shapley's definition: the mean of what a feature adds over all orders in which features become known. */
function bruteForce(grown: Grown): readonly number[] {
  const orders = (rest: readonly number[]): number[][] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((one) => orders(rest.filter((other) => other !== one)).map((order) => [one, ...order]));
  const all = orders([0, 1, 2, 3]);
  const sums = [0, 0, 0, 0];
  for (const order of all)
    order.forEach((feature, at) => {
      const before = new Set(order.slice(0, at));
      sums[feature] =
        (sums[feature] as number) + valueKnowing(grown, new Set([...before, feature])) - valueKnowing(grown, before);
    });
  return sums.map((sum) => sum / all.length);
}

function contributionsOf({ tree, columns }: Grown): Float64Array {
  const contributions = new Float64Array(width);
  addTreeContributions(prepareTree(tree), tree.rows, { columns, row: 0 }, contributions);
  return contributions;
}

describe("what features contribute to a tree", () => {
  it("are the Shapley values, as their definition computes them over all orders", () => {
    fc.assert(
      fc.property(grown, (one) => {
        const found = contributionsOf(one);
        bruteForce(one).forEach((expected, feature) => {
          expect(found[feature]).toBeCloseTo(expected, 10);
        });
      }),
      { numRuns: 60 },
    );
  });

  it("add up, with what the tree says of nothing known, to what it says of the row", () => {
    fc.assert(
      fc.property(grown, (one) => {
        const base = expectedValue(prepareTree(one.tree), one.tree.rows);
        const sum = contributionsOf(one).reduce((total, value) => total + value, base);
        expect(sum).toBeCloseTo(valueKnowing(one, new Set([0, 1, 2, 3])), 10);
        expect(base).toBeCloseTo(valueKnowing(one, new Set()), 10);
      }),
    );
  });
});
