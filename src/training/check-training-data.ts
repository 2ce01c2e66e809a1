import { InvalidArgumentError } from "../core/index.js";
import type { FeatureColumn, LabelledMatrix, Targets } from "../model/index.js";

/**
 * Refuses what would make a model that says nothing: no target, one class only, numbers without end.
 * @throws {InvalidArgumentError} naming the feature and the row of the training dataset.
 */
export function checkTrainingData(place: string, { matrix, targets, rows }: LabelledMatrix): void {
  if (targets.rows === 0) throw new InvalidArgumentError(place, "training rows with a target", undefined, "none");
  const rowOf = (index: number): number => rows[index] ?? index;
  checkClasses(place, targets);
  if ("values" in targets && targets.values instanceof Float64Array) {
    const per = targets.values.length / targets.rows;
    const infinite = targets.values.findIndex((value) => !Number.isFinite(value));
    if (infinite >= 0)
      throw new InvalidArgumentError(
        place,
        `a finite target in training row ${rowOf(Math.floor(infinite / per))}`,
        targets.values[infinite],
      );
  }
  for (const column of matrix.columns) checkColumn(place, column, rowOf);
}

function checkClasses(place: string, targets: Targets): void {
  if (targets.task !== "binary" && targets.task !== "classes") return;
  const [first] = targets.values;
  if (targets.values.some((value) => value !== first)) return;
  const only = targets.task === "classes" ? targets.labels[first as number] : first === 1 ? "yes" : "no";
  throw new InvalidArgumentError(
    place,
    `more than one class among the targets of the ${targets.rows} training rows, as nothing can be learned of one`,
    only,
  );
}

/** NaN is how a missing number stands in a matrix, and what to do with it is the trainer's to say. */
function checkColumn(place: string, column: FeatureColumn, rowOf: (index: number) => number): void {
  if (column.type === "category" || column.type === "text") return;
  const width = column.type === "vector" ? column.width : 1;
  const infinite = column.values.findIndex(
    (value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY,
  );
  if (infinite < 0) return;
  throw new InvalidArgumentError(
    place,
    `the feature "${column.name}" to be finite or missing in training row ${rowOf(Math.floor(infinite / width))} (a division by zero? \`clip\` bounds it)`,
    column.values[infinite],
  );
}
