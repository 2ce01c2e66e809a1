import { DamagedError } from "../../core/index.js";
import { type FeatureMatrix, type MatrixModel, numericOutputs } from "../../model/index.js";
import { readColumns } from "../read-columns.js";

/** What logistic regression learned, as it stands in the model's bytes. */
export interface LogisticState {
  readonly format: "logistic-regression@1";
  readonly intercept: number;
  readonly columns: readonly LogisticColumn[];
}

/** A number has one coefficient and a stand-in for missing values; a category has one coefficient per category. */
export type LogisticColumn =
  | { readonly name: string; readonly kind: "number"; readonly coefficient: number; readonly missing: number }
  | { readonly name: string; readonly kind: "category"; readonly coefficients: readonly number[] };

export const logisticKind = "logistic-regression@1";

/** The logistic function, written so that neither tail overflows. */
export function logistic(logit: number): number {
  if (logit >= 0) return 1 / (1 + Math.exp(-logit));
  const power = Math.exp(logit);
  return power / (1 + power);
}

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
    predict: (matrix) => numericOutputs("binary", predictLogistic(state, matrix)),
  };
}

function predictLogistic(state: LogisticState, matrix: FeatureMatrix): Float64Array {
  const columns = readColumns("logistic-regression", matrix, state.columns);
  const logits = new Float64Array(matrix.rows).fill(state.intercept);
  for (const [learned, column] of columns) {
    if (learned.kind === "number" && column.kind === "number") {
      const { coefficient, missing } = learned;
      for (let row = 0; row < matrix.rows; row++) {
        const value = column.values[row] as number;
        logits[row] = (logits[row] as number) + coefficient * (Number.isNaN(value) ? missing : value);
      }
    } else if (learned.kind === "category" && column.kind === "category") {
      for (let row = 0; row < matrix.rows; row++) {
        const code = column.codes[row] as number;
        if (code >= 0) logits[row] = (logits[row] as number) + (learned.coefficients[code] ?? 0);
      }
    }
  }
  for (let row = 0; row < matrix.rows; row++) logits[row] = logistic(logits[row] as number);
  return logits;
}
