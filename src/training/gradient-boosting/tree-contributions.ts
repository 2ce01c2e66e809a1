import type { TabularColumn } from "../tabular-columns.js";
import { childOf, type PreparedTree } from "./tree.js";

/** The row that is explained. */
interface Explained {
  readonly columns: readonly TabularColumn[];
  readonly row: number;
}

/** One feature on the way to a leaf: whether the row goes there by it, and which share of the training rows did. */
interface PathPart {
  readonly feature: number;
  readonly goes: 0 | 1;
  readonly share: number;
}

/** What a tree says of a row of which nothing is known: the mean of its leaves over the training rows. */
export function expectedValue(tree: PreparedTree, rows: readonly number[], node = 0): number {
  const [left, right] = [tree.nodes[4 * node + 1] as number, tree.nodes[4 * node + 2] as number];
  if (left === 0) return tree.numbers[node] as number;
  const partOf = (child: number): number => shareOf(rows, child, node) * expectedValue(tree, rows, child);
  return partOf(left) + partOf(right);
}

/**
 * Adds the exact Shapley values of one tree to `contributions`, one number a feature. Where a feature is not known, a row goes both ways, as often
 * as the training rows did (path-dependent TreeSHAP: Lundberg, Erion and Lee 2018, arXiv 1802.03888, section 3).
 *
 * Leaf by leaf: with a set S of features known, a leaf of value v is reached with v · ∏_{i ∈ S} goes_i · ∏_{i ∉ S} share_i, whose Shapley value
 * of feature i is v · (goes_i − share_i) · Σ_k k! (n − k − 1)! / n! · c_k, c_k being the coefficient of z^k in ∏_{j ≠ i} (share_j + goes_j z).
 */
export function addTreeContributions(
  tree: PreparedTree,
  rows: readonly number[],
  explained: Explained,
  contributions: Float64Array,
): void {
  const visit = (node: number, path: readonly PathPart[]): void => {
    const feature = tree.nodes[4 * node] as number;
    const [left, right] = [tree.nodes[4 * node + 1] as number, tree.nodes[4 * node + 2] as number];
    if (left === 0) {
      addLeaf(tree.numbers[node] as number, path, contributions);
      return;
    }
    const taken = childOf(tree, explained.columns, explained.row, node);
    const before = path.find((part) => part.feature === feature);
    const others = path.filter((part) => part !== before);
    for (const child of [left, right]) {
      const share = (before?.share ?? 1) * shareOf(rows, child, node);
      const goes = child === taken ? (before?.goes ?? 1) : 0;
      visit(child, [...others, { feature, goes, share }]);
    }
  };
  visit(0, []);
}

function addLeaf(value: number, path: readonly PathPart[], contributions: Float64Array): void {
  for (const part of path) {
    if (part.goes === part.share) continue;
    const coefficients = [1];
    for (const { goes, share } of path.filter((other) => other !== part)) {
      coefficients.push(0);
      for (let power = coefficients.length - 1; power >= 0; power--)
        coefficients[power] =
          share * (coefficients[power] as number) + (power > 0 && goes === 1 ? (coefficients[power - 1] as number) : 0);
    }
    // k! (n − k − 1)! / n!, from the first on: 1 / n, then times k / (n − k).
    let weight = 1 / path.length;
    let sum = 0;
    for (const [power, coefficient] of coefficients.entries()) {
      if (power > 0) weight *= power / (path.length - power);
      sum += weight * coefficient;
    }
    contributions[part.feature] = (contributions[part.feature] as number) + value * (part.goes - part.share) * sum;
  }
}

function shareOf(rows: readonly number[], child: number, parent: number): number {
  return (rows[child] as number) / (rows[parent] as number);
}
