import { DamagedError } from "../../core/index.js";
import type { Contributions, FeatureMatrix, MatrixModel } from "../../model/index.js";
import { readColumns } from "../read-columns.js";
import { labelOf, outputsOfScores, unitOf } from "../scores/outputs-of-scores.js";
import { addTree, type PreparedTree, prepareTree, type Tree } from "./tree.js";
import { addTreeContributions, expectedValue } from "./tree-contributions.js";

/** What gradient boosting learned, as it stands in the model's bytes. */
export interface BoostingState {
  readonly format: "gradient-boosting@1";
  readonly task: "binary" | "number" | "classes" | "ranking";
  readonly labels?: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: "number" | "category" }[];
  /** Each score before any tree: log odds, mean, or logarithms of the classes' shares. */
  readonly initial: readonly number[];
  /** Round by round, one for each score. */
  readonly trees: readonly Tree[];
}

export const boostingKind = "gradient-boosting@1";

/** @throws {DamagedError} the bytes are not gradient-boosted trees. */
export function decodeBoostingModel(bytes: Uint8Array): MatrixModel {
  const state = JSON.parse(new TextDecoder().decode(bytes), restoreInfinity) as BoostingState;
  if (state.format !== "gradient-boosting@1")
    throw new DamagedError("model", {
      place: "gradient-boosting",
      message: `Expected bytes of format gradient-boosting@1, got ${String(state.format)}`,
    });
  const trees = state.trees.map(prepareTree);
  return {
    kind: boostingKind,
    reads: "matrix",
    predict: (matrix) => outputsOfScores(state.task, scoresOf(state, trees, matrix), state.labels),
    contributions: (matrix) => contributionsOf(state, trees, matrix),
  };
}

function scoresOf(
  { columns: learned, initial }: BoostingState,
  trees: readonly PreparedTree[],
  matrix: FeatureMatrix,
): readonly Float64Array[] {
  const columns = readColumns("gradient-boosting", matrix, learned).map(([, column]) => column);
  const scores = initial.map((score) => new Float64Array(matrix.rows).fill(score));
  for (const [index, tree] of trees.entries()) addTree(tree, columns, scores[index % scores.length] as Float64Array);
  return scores;
}

/** Shapley values of the scores, tree by tree: they add up because trees do. */
function contributionsOf(
  { task, labels, columns: learned, initial, trees }: BoostingState,
  prepared: readonly PreparedTree[],
  matrix: FeatureMatrix,
): Contributions {
  const columns = readColumns("gradient-boosting", matrix, learned).map(([, column]) => column);
  const scores = initial.map((base) => ({ base, values: new Float64Array(matrix.rows * columns.length) }));
  for (const [index, tree] of prepared.entries()) {
    const score = scores[index % scores.length] as (typeof scores)[number];
    const { rows } = trees[index] as Tree;
    score.base += expectedValue(tree, rows);
    for (let row = 0; row < matrix.rows; row++)
      addTreeContributions(
        tree,
        rows,
        { columns, row },
        score.values.subarray(row * columns.length, (row + 1) * columns.length),
      );
  }
  return {
    unit: unitOf(task),
    features: learned.map(({ name }) => name),
    scores: scores.map(({ base, values }, index) => ({ label: labelOf(labels, scores.length, index), base, values })),
  };
}

/** Undoes canonical JSON's tag for numbers that JSON lacks. */
function restoreInfinity(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("$float" in value)) return value;
  return Number(value.$float);
}
