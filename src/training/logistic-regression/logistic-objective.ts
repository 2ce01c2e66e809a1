import type { SmoothObjective } from "../minimize-lbfgs.js";
import { addColumn, type LinearColumn, writeDerivatives } from "./linear-column.js";
import type { LogisticLoss } from "./logistic-loss.js";

/**
 * The mean loss plus the squared norm of the coefficients over 2·C·n, the intercepts unpenalised: scikit-learn's objective divided by C·n.
 * A point holds, for each score, the coefficients of the columns and then the intercept.
 */
export function logisticObjective(
  columns: readonly LinearColumn[],
  loss: LogisticLoss,
  rows: number,
  inverseRegularization: number,
): SmoothObjective {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const strength = 1 / (inverseRegularization * rows);
  const scores = Array.from({ length: loss.scores }, () => new Float64Array(rows));
  return (point, gradient) => {
    for (const [index, own] of scores.entries()) {
      let offset = index * (width + 1);
      own.fill(point[offset + width] as number);
      for (const column of columns) {
        addColumn(own, column, point, offset);
        offset += column.width;
      }
    }
    const total = loss.residuals(scores);
    gradient.fill(0);
    let penalty = 0;
    for (const [index, own] of scores.entries()) {
      const start = index * (width + 1);
      let offset = start;
      for (const column of columns) {
        writeDerivatives(own, column, gradient, offset);
        offset += column.width;
      }
      gradient[offset] = meanOf(own);
      for (let at = start; at < offset; at++) {
        const coefficient = point[at] as number;
        penalty += coefficient * coefficient;
        gradient[at] = (gradient[at] as number) + strength * coefficient;
      }
    }
    return total / rows + (strength * penalty) / 2;
  };
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row] as number;
  return sum / values.length;
}
