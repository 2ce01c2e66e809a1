import type { TabularColumn } from "../tabular-columns.js";

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
  /** How many training rows came to the node: what a feature that is not known would decide by. */
  readonly rows: readonly number[];
}

/**
 * A tree laid out for prediction: four whole numbers a node (feature, left, right, side of missing), thresholds or leaf values beside them,
 * category sets as lookup tables over codes, shifted by one so that −1 (unknown) is entry 0.
 */
export interface PreparedTree {
  readonly nodes: Int32Array;
  /** The threshold of an inner node, the value of a leaf. */
  readonly numbers: Float64Array;
  readonly categories: readonly (Uint8Array | null)[];
}

export function prepareTree(tree: Tree): PreparedTree {
  const nodes = new Int32Array(tree.left.length * 4);
  const numbers = new Float64Array(tree.left.length);
  for (let node = 0; node < tree.left.length; node++) {
    const left = tree.left[node] as number;
    nodes[4 * node] = tree.feature[node] as number;
    nodes[4 * node + 1] = left;
    nodes[4 * node + 2] = tree.right[node] as number;
    nodes[4 * node + 3] = tree.missingLeft[node] ? left : (tree.right[node] as number);
    numbers[node] = (left === 0 ? tree.value[node] : tree.threshold[node]) as number;
  }
  return {
    nodes,
    numbers,
    categories: tree.categories.map((codes) => {
      if (codes === null) return null;
      const members = new Uint8Array(Math.max(...codes, -1) + 2);
      for (const code of codes) members[code + 1] = 1;
      return members;
    }),
  };
}

/** Adds the tree's value for every row to `scores`. */
export function addTree(tree: PreparedTree, columns: readonly TabularColumn[], scores: Float64Array): void {
  for (let row = 0; row < scores.length; row++) scores[row] = (scores[row] as number) + treeValue(tree, columns, row);
}

function treeValue(tree: PreparedTree, columns: readonly TabularColumn[], row: number): number {
  let node = 0;
  while (tree.nodes[4 * node + 1] !== 0) node = childOf(tree, columns, row, node);
  return tree.numbers[node] as number;
}

/** Where a row goes from an inner node. */
export function childOf(
  { nodes, numbers, categories }: PreparedTree,
  columns: readonly TabularColumn[],
  row: number,
  node: number,
): number {
  const at = 4 * node;
  const left = nodes[at + 1] as number;
  const column = columns[nodes[at] as number] as TabularColumn;
  if (column.type === "number") {
    const value = column.values[row] as number;
    if (value <= (numbers[node] as number)) return left;
    return (Number.isNaN(value) ? nodes[at + 3] : nodes[at + 2]) as number;
  }
  return categories[node]?.[(column.codes[row] as number) + 1] === 1 ? left : (nodes[at + 2] as number);
}
