import { DamagedError } from "../../core/index.js";
import type { Contributions, FeatureMatrix, MatrixModel } from "../../model/index.js";
import { readColumns } from "../read-columns.js";
import { labelOf, outputsOfScores, unitOf } from "../scores/outputs-of-scores.js";
import type { TabularColumn } from "../tabular-columns.js";

/** What logistic regression learned, as it stands in the model's bytes: weights for each score, of which yes/no and two classes have one. */
export interface LogisticState {
  readonly format: "logistic-regression@1";
  readonly task: "binary" | "classes" | "label-sets";
  readonly labels?: readonly string[];
  readonly intercepts: readonly number[];
  readonly columns: readonly LogisticColumn[];
  readonly fit: { readonly iterations: number; readonly converged: boolean };
}

/** For each score, a number has one coefficient and a category one for each category; `missing` stands in for numbers that are not there. */
export type LogisticColumn =
  | {
      readonly name: string;
      readonly type: "number";
      readonly missing: number;
      readonly coefficients: readonly number[];
    }
  | { readonly name: string; readonly type: "category"; readonly coefficients: readonly (readonly number[])[] };

export const logisticKind = "logistic-regression@1";

/** @throws {DamagedError} the bytes are not a logistic regression. */
export function decodeLogisticModel(bytes: Uint8Array): MatrixModel {
  const state = JSON.parse(new TextDecoder().decode(bytes)) as LogisticState;
  if (state.format !== "logistic-regression@1")
    throw new DamagedError("model", {
      place: "logistic-regression",
      message: `Expected bytes of format logistic-regression@1, got ${String(state.format)}`,
    });
  return {
    kind: logisticKind,
    reads: "matrix",
    facts: state.fit,
    predict: (matrix) => outputsOfScores(state.task, scoresOf(state, matrix), state.labels),
    contributions: (matrix) => contributionsOf(state, matrix),
  };
}

/** What each feature adds to the log odds: its coefficient times its value. Nothing is added by 0, which is the mean of a standardized number, nor by a category that is not known. */
function contributionsOf(state: LogisticState, matrix: FeatureMatrix): Contributions {
  const { task, labels, intercepts, columns } = state;
  const width = columns.length;
  const scores = intercepts.map((base, score) => {
    const values = new Float64Array(matrix.rows * width);
    for (const [feature, [learned, column]] of readColumns("logistic-regression", matrix, columns).entries())
      for (let row = 0; row < matrix.rows; row++) values[row * width + feature] = addedBy(learned, column, score, row);
    return { label: labelOf(labels, intercepts.length, score), base, values };
  });
  return { unit: unitOf(task), features: columns.map(({ name }) => name), scores };
}

function addedBy(learned: LogisticColumn, column: TabularColumn, score: number, row: number): number {
  if (learned.type === "number" && column.type === "number") {
    const value = column.values[row] as number;
    return (learned.coefficients[score] as number) * (Number.isNaN(value) ? learned.missing : value);
  }
  if (learned.type !== "category" || column.type !== "category") return 0;
  return learned.coefficients[score]?.[column.codes[row] as number] ?? 0;
}

function scoresOf(state: LogisticState, matrix: FeatureMatrix): readonly Float64Array[] {
  const columns = readColumns("logistic-regression", matrix, state.columns);
  return state.intercepts.map((intercept, score) => {
    const logits = new Float64Array(matrix.rows).fill(intercept);
    for (const [learned, column] of columns) {
      if (learned.type === "number" && column.type === "number") {
        const { missing, coefficients } = learned;
        const coefficient = coefficients[score] as number;
        for (let row = 0; row < matrix.rows; row++) {
          const value = column.values[row] as number;
          logits[row] = (logits[row] as number) + coefficient * (Number.isNaN(value) ? missing : value);
        }
      } else if (learned.type === "category" && column.type === "category") {
        const coefficients = learned.coefficients[score] ?? [];
        for (let row = 0; row < matrix.rows; row++) {
          const code = column.codes[row] as number;
          if (code >= 0) logits[row] = (logits[row] as number) + (coefficients[code] ?? 0);
        }
      }
    }
    return logits;
  });
}
