import { InvalidArgumentError } from "../../core/index.js";
import type { NumericOutputs, Targets, Task } from "../../model/index.js";
import type { MetricInput } from "../metric.js";
import { isRows } from "./class-label.js";
import { flatRows } from "./flat-rows.js";
import { checkLength, finiteNumbers, isNoun, rowWeights } from "./inputs.js";

/** Checked numbers beside what they were said to be, output by output. */
export interface NumberColumns {
  readonly rows: number;
  readonly columns: readonly NumberColumn[];
  readonly weights: Float64Array | undefined;
}

export interface NumberColumn {
  readonly targets: Float64Array;
  readonly outputs: Float64Array;
}

export const numberTasks: readonly Task[] = ["number", "vector"];

/** @throws {InvalidArgumentError} lengths differ, a value is not a finite number, or a weight is below 0; the row is named. */
export function readNumbers(place: string, [targets, outputs, { weights } = {}]: MetricInput): NumberColumns {
  const [truth, said] = [columnsOf(place, "targets", targets), columnsOf(place, "outputs", outputs)];
  if (said.length !== truth.length)
    throw new InvalidArgumentError(place, `rows of ${truth.length} outputs, as targets have`, said.length);
  const rows = truth[0]?.length ?? 0;
  const columns = truth.map((column, index) => {
    const beside = said[index] as Float64Array;
    checkLength(place, "outputs", beside, column.length);
    return { targets: column, outputs: beside };
  });
  return { rows, columns, weights: rowWeights(place, weights, rows) };
}

function columnsOf(place: string, name: string, given: MetricInput[1]): readonly Float64Array[] {
  if (isNoun<Targets | NumericOutputs>(given)) {
    if (given.task === "vector") return split(flatRows(place, { ...given, labels: [] } as NumericOutputs));
    if (given.task !== "number")
      throw new InvalidArgumentError(place, `${name} of the task number or vector`, given.task);
    return [finiteNumbers(place, name, given.values)];
  }
  const values = given as ArrayLike<number> | ArrayLike<ArrayLike<number>>;
  if (!isRows(values)) return [finiteNumbers(place, name, values as ArrayLike<number>)];
  const size = values[0]?.length ?? 0;
  for (let row = 0; row < values.length; row++)
    if (values[row]?.length !== size)
      throw new InvalidArgumentError(
        place,
        `rows of ${size} ${name}`,
        values[row]?.length,
        `${values[row]?.length} at row ${row}`,
      );
  return split(flatRows(place, values as ArrayLike<ArrayLike<number>>));
}

function split({ rows, width, values }: ReturnType<typeof flatRows>): Float64Array[] {
  return Array.from({ length: width }, (_, column) =>
    Float64Array.from({ length: rows }, (_, row) => values[row * width + column] as number),
  );
}
