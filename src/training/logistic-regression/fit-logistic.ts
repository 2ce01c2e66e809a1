import { InvalidArgumentError } from "../../core/index.js";
import type { LabelledMatrix, Targets } from "../../model/index.js";
import { minimizeLbfgs } from "../minimize-lbfgs.js";
import { tabularColumns } from "../tabular-columns.js";
import { type LinearColumn, linearColumn } from "./linear-column.js";
import { binaryLoss, type LogisticLoss, multinomialLoss } from "./logistic-loss.js";
import type { LogisticColumn, LogisticState } from "./logistic-model.js";
import { logisticObjective } from "./logistic-objective.js";

export interface FitLogisticOptions {
  readonly inverseRegularization: number;
  readonly tolerance: number;
  readonly maximumIterations: number;
  /** Called before each iteration, with how many were made and the most there will be; may throw to stop. */
  readonly onIteration: (made: number, most: number) => void;
  /** Called with the penalised loss that each iteration begins with; for label sets, of which label. */
  readonly onLoss?: (loss: number, iteration: number, label: string | undefined) => void;
}

/**
 * Fits yes and no by one score, classes by a score for each (two classes by one, as scikit-learn), and label sets by a regression for each label.
 * Missing numbers count as the mean of the present ones. A class or label without a training row ends with a probability near the tolerance.
 */
export function fitLogistic({ matrix, targets }: LabelledMatrix, options: FitLogisticOptions): LogisticState {
  const { task, losses, labels } = lossesOf(targets);
  const columns = tabularColumns("logistic-regression", matrix).map(linearColumn);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const most = losses.length * options.maximumIterations;
  const minima = losses.map((loss, index) => {
    const objective = logisticObjective(columns, loss, targets.rows, options.inverseRegularization);
    return minimizeLbfgs(objective, new Float64Array(loss.scores * (width + 1)), {
      ...options,
      onIteration: (iteration) => options.onIteration(index * options.maximumIterations + iteration, most),
      onValue: (value, iteration) =>
        options.onLoss?.(value, iteration, losses.length > 1 ? labels?.[index] : undefined),
    });
  });
  const blocks = minima.flatMap(({ point }) =>
    Array.from({ length: point.length / (width + 1) }, (_, score) =>
      Array.from(point.subarray(score * (width + 1), (score + 1) * (width + 1))),
    ),
  );
  return {
    format: "logistic-regression@1",
    task,
    ...(labels && { labels }),
    intercepts: blocks.map((block) => block[width] as number),
    columns: learnedColumns(columns, blocks),
    fit: {
      iterations: minima.reduce((sum, { iterations }) => sum + iterations, 0),
      converged: minima.every(({ converged }) => converged),
    },
  };
}

function learnedColumns(
  columns: readonly LinearColumn[],
  blocks: readonly (readonly number[])[],
): readonly LogisticColumn[] {
  let offset = 0;
  return columns.map((column): LogisticColumn => {
    const start = offset;
    offset += column.width;
    const { name } = column;
    if (column.type === "category")
      return { name, type: "category", coefficients: blocks.map((block) => block.slice(start, start + column.width)) };
    const coefficients = blocks.map((block) => block[start] as number);
    return { name, type: "number", missing: column.missing, coefficients };
  });
}

function lossesOf(
  targets: Targets,
): Pick<LogisticState, "task" | "labels"> & { readonly losses: readonly LogisticLoss[] } {
  switch (targets.task) {
    case "binary":
      return { task: "binary", losses: [binaryLoss(targets.values)] };
    case "classes": {
      const { values, labels } = targets;
      const loss = labels.length === 2 ? binaryLoss(values) : multinomialLoss(values, labels.length);
      return { task: "classes", labels, losses: [loss] };
    }
    case "label-sets": {
      const { values, labels, rows } = targets;
      const losses = labels.map((_, label) =>
        binaryLoss(Uint8Array.from({ length: rows }, (_, row) => values[row * labels.length + label] as number)),
      );
      return { task: "label-sets", labels, losses };
    }
    default:
      throw new InvalidArgumentError(
        "logistic-regression",
        "yes/no targets, classes or label sets; gradient boosting takes numbers",
        targets.task,
      );
  }
}
