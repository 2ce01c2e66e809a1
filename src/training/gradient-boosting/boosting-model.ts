import { DamagedError } from "../../core/index.js";
import { type FeatureMatrix, type MatrixModel, numericOutputs } from "../../model/index.js";
import { logistic } from "../logistic-regression/logistic-model.js";
import { readColumns } from "../read-columns.js";
import { addTree, type PreparedTree, prepareTree, type Tree } from "./tree.js";

/** What gradient boosting learned, as it stands in the model's bytes. */
export interface BoostingState {
  readonly format: "gradient-boosting@1";
  readonly task: "binary" | "number";
  readonly columns: readonly { readonly name: string; readonly kind: "number" | "category" }[];
  /** The score before any tree: log odds or mean. */
  readonly initial: number;
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
    predict: (matrix) => numericOutputs(state.task, predictBoosting(state, trees, matrix)),
  };
}

function predictBoosting(state: BoostingState, trees: readonly PreparedTree[], matrix: FeatureMatrix): Float64Array {
  const columns = readColumns("gradient-boosting", matrix, state.columns).map(([, column]) => column);
  const scores = new Float64Array(matrix.rows).fill(state.initial);
  for (const tree of trees) addTree(tree, columns, scores);
  if (state.task === "binary")
    for (let row = 0; row < scores.length; row++) scores[row] = logistic(scores[row] as number);
  return scores;
}

/** Undoes canonical JSON's tag for numbers that JSON lacks. */
function restoreInfinity(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("$float" in value)) return value;
  return Number(value.$float);
}
