import type { FeatureColumn } from "../../data/index.js";

/**
 * One regression tree as parallel arrays. Node 0 is the root; a node whose `left` is 0 is a leaf and gives `value`.
 * A number goes left when it is at most `threshold`; a category when its code is among `categories`; missing as `missingLeft` says.
 */
export interface Tree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly categories: readonly (readonly number[] | null)[];
  readonly missingLeft: readonly boolean[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly value: readonly number[];
}

/** A tree laid out for prediction: category sets as lookup tables over codes, shifted by one so that −1 (unknown) is entry 0. */
export interface PreparedTree {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly categories: readonly (Uint8Array | null)[];
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly value: Float64Array;
}

export function prepareTree(tree: Tree): PreparedTree {
  return {
    feature: Int32Array.from(tree.feature),
    threshold: Float64Array.from(tree.threshold),
    categories: tree.categories.map((codes) => {
      if (codes === null) return null;
      const members = new Uint8Array(Math.max(...codes, -1) + 2);
      for (const code of codes) members[code + 1] = 1;
      return members;
    }),
    missingLeft: Uint8Array.from(tree.missingLeft, Number),
    left: Int32Array.from(tree.left),
    right: Int32Array.from(tree.right),
    value: Float64Array.from(tree.value),
  };
}

/** Adds the tree's value for every row to `scores`. */
export function addTree(tree: PreparedTree, columns: readonly FeatureColumn[], scores: Float64Array): void {
  for (let row = 0; row < scores.length; row++) scores[row] = (scores[row] as number) + treeValue(tree, columns, row);
}

function treeValue(tree: PreparedTree, columns: readonly FeatureColumn[], row: number): number {
  let node = 0;
  for (let left = tree.left[0] as number; left !== 0; left = tree.left[node] as number) {
    const column = columns[tree.feature[node] as number] as FeatureColumn;
    let goesLeft: boolean;
    if (column.kind === "number") {
      const value = column.values[row] as number;
      goesLeft = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= (tree.threshold[node] as number);
    } else {
      goesLeft = tree.categories[node]?.[(column.codes[row] as number) + 1] === 1;
    }
    node = goesLeft ? left : (tree.right[node] as number);
  }
  return tree.value[node] as number;
}
