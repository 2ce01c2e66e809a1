import { InvalidArgumentError } from "../../core/index.js";
import type { FeatureColumn, LabelledMatrix } from "../../model/index.js";
import { minimizeLbfgs, type SmoothObjective } from "../minimize-lbfgs.js";
import type { LogisticColumn, LogisticState } from "./logistic-model.js";

export interface FitLogisticOptions {
  readonly inverseRegularization: number;
  readonly tolerance: number;
  readonly maximumIterations: number;
  readonly onIteration: (iteration: number) => void;
}

/**
 * Minimises the mean of log(1 + exp(−y·logit)) plus the squared norm of the coefficients over 2·C·n, the intercept unpenalised:
 * scikit-learn's objective divided by C·n. Missing numbers count as the mean of the present ones.
 */
export function fitLogistic({ matrix, targets }: LabelledMatrix, options: FitLogisticOptions): LogisticState {
  if (targets.task !== "binary") throw new InvalidArgumentError("logistic-regression", "yes/no targets", targets.task);
  const columns = matrix.columns.map(prepareColumn);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const objective = logisticObjective(columns, targets.values, width, options.inverseRegularization);
  const { point } = minimizeLbfgs(objective, new Float64Array(width + 1), options);
  let offset = 0;
  const learned = columns.map((column): LogisticColumn => {
    const coefficients = Array.from(point.subarray(offset, offset + column.width));
    offset += column.width;
    return column.kind === "number"
      ? { name: column.name, kind: "number", coefficient: coefficients[0] ?? 0, missing: column.missing }
      : { name: column.name, kind: "category", coefficients };
  });
  return { format: "logistic-regression@1", intercept: point[width] ?? 0, columns: learned };
}

type PreparedColumn =
  | {
      readonly kind: "number";
      readonly name: string;
      readonly width: 1;
      readonly missing: number;
      readonly values: Float64Array;
    }
  | { readonly kind: "category"; readonly name: string; readonly width: number; readonly codes: Int32Array };

function prepareColumn(column: FeatureColumn): PreparedColumn {
  if (column.kind === "category")
    return { kind: "category", name: column.name, width: column.categories.length, codes: column.codes };
  let sum = 0;
  let present = 0;
  for (const value of column.values)
    if (!Number.isNaN(value)) {
      sum += value;
      present++;
    }
  const missing = present === 0 ? 0 : sum / present;
  const values =
    present === column.values.length
      ? column.values
      : column.values.map((value) => (Number.isNaN(value) ? missing : value));
  return { kind: "number", name: column.name, width: 1, missing, values };
}

function logisticObjective(
  columns: readonly PreparedColumn[],
  target: Float64Array,
  width: number,
  inverseRegularization: number,
): SmoothObjective {
  const rows = target.length;
  const residuals = new Float64Array(rows);
  return (point, gradient) => {
    residuals.fill(point[width] as number);
    let offset = 0;
    for (const column of columns) {
      if (column.kind === "number") addNumber(residuals, column.values, point[offset] as number);
      else addCategory(residuals, column.codes, point, offset);
      offset += column.width;
    }
    const loss = lossAndResiduals(residuals, target);
    gradient.fill(0);
    offset = 0;
    for (const column of columns) {
      if (column.kind === "number") gradient[offset] = product(residuals, column.values) / rows;
      else sumByCategory(residuals, column.codes, gradient, offset);
      offset += column.width;
    }
    let intercept = 0;
    for (let row = 0; row < rows; row++) intercept += residuals[row] as number;
    gradient[width] = intercept / rows;
    let penalty = 0;
    const strength = 1 / (inverseRegularization * rows);
    for (let index = 0; index < width; index++) {
      const coefficient = point[index] as number;
      penalty += coefficient * coefficient;
      gradient[index] = (gradient[index] as number) + strength * coefficient;
    }
    return loss / rows + (strength * penalty) / 2;
  };
}

function addNumber(logits: Float64Array, values: Float64Array, coefficient: number): void {
  for (let row = 0; row < logits.length; row++)
    logits[row] = (logits[row] as number) + coefficient * (values[row] as number);
}

function addCategory(logits: Float64Array, codes: Int32Array, point: Float64Array, offset: number): void {
  for (let row = 0; row < logits.length; row++) {
    const code = codes[row] as number;
    if (code >= 0) logits[row] = (logits[row] as number) + (point[offset + code] as number);
  }
}

function sumByCategory(residuals: Float64Array, codes: Int32Array, gradient: Float64Array, offset: number): void {
  for (let row = 0; row < residuals.length; row++) {
    const code = codes[row] as number;
    if (code >= 0)
      gradient[offset + code] = (gradient[offset + code] as number) + (residuals[row] as number) / residuals.length;
  }
}

function product(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < left.length; row++) sum += (left[row] as number) * (right[row] as number);
  return sum;
}

/** Turns logits into probability minus target in place and returns the summed loss; log1p keeps both tails accurate. */
function lossAndResiduals(logits: Float64Array, target: Float64Array): number {
  let loss = 0;
  for (let row = 0; row < logits.length; row++) {
    const logit = logits[row] as number;
    const label = target[row] as number;
    const power = Math.exp(-Math.abs(logit));
    loss += Math.log1p(power) + Math.max(logit, 0) - label * logit;
    logits[row] = (logit >= 0 ? 1 / (1 + power) : power / (1 + power)) - label;
  }
  return loss;
}
