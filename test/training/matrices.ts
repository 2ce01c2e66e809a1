import { readFileSync } from "node:fs";
import { createRandom } from "golden-pipeline";
import type { FeatureColumn, FeatureMatrix, LabelledMatrix, Model, Targets, Trainer } from "golden-pipeline/model";

export function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/training/${name}`, import.meta.url), "utf8")) as T;
}

/** Numbers as columns x0, x1 …, null for missing, and one category of codes below `categories`. */
export function matrixOf(
  numbers: readonly (readonly (number | null)[])[],
  codes: readonly number[] = [],
  categories = 0,
): FeatureMatrix {
  const columns: FeatureColumn[] = numbers.map((values, index) => ({
    type: "number",
    name: `x${index}`,
    values: Float64Array.from(values, (value) => value ?? Number.NaN),
  }));
  if (categories > 0) {
    const names = Array.from({ length: categories }, (_, code) => `c${code}`);
    columns.push({ type: "category", name: "category", categories: names, codes: Int32Array.from(codes) });
  }
  return { kind: "feature-matrix", rows: numbers[0]?.length ?? codes.length, columns };
}

export function labelled(
  matrix: FeatureMatrix,
  target: ArrayLike<number>,
  task: "binary" | "number" = "binary",
): LabelledMatrix {
  return withTargets(matrix, { task, rows: matrix.rows, values: Float64Array.from(target) });
}

export function withTargets(matrix: FeatureMatrix, targets: Targets): LabelledMatrix {
  return {
    matrix,
    targets,
    withoutTarget: 0,
    notYetKnown: 0,
    rows: Uint32Array.from({ length: matrix.rows }, (_, row) => row),
  };
}

export function takeMatrix(matrix: FeatureMatrix, from: number, to: number): FeatureMatrix {
  const columns = matrix.columns.map(
    (column): FeatureColumn =>
      "codes" in column
        ? { ...column, codes: column.codes.slice(from, to) }
        : column.type === "text"
          ? { ...column, values: column.values.slice(from, to) }
          : { ...column, values: sliceRows(column.values, column.type === "vector" ? column.width : 1, from, to) },
  );
  return { kind: "feature-matrix", rows: to - from, columns };
}

const sliceRows = (values: Float64Array, width: number, from: number, to: number): Float64Array =>
  values.slice(from * width, to * width);

/** Fits as the `train` stage does. */
export function fitModel<Target>(
  trainer: Trainer<Target>,
  data: LabelledMatrix,
  options: { readonly seed?: number; readonly signal?: AbortSignal } = {},
): Promise<Uint8Array> {
  const { seed = 1, signal = new AbortController().signal } = options;
  return trainer.fit(data, { random: createRandom(seed), signal, progress: () => undefined });
}

export const outputsOf = async <Target>(trainer: Trainer<Target>, bytes: Uint8Array, matrix: FeatureMatrix) =>
  predictNumbers(trainer.decode(bytes), matrix);

/** The numbers that a model of one output a row gives. */
export async function predictNumbers(model: Model, matrix: FeatureMatrix): Promise<Float64Array> {
  if (model.reads !== "matrix") throw new Error("a model that reads features");
  const outputs = await model.predict(matrix);
  if (outputs.task === "text" || outputs.task === "json") throw new Error("numbers");
  return outputs.values;
}

export function meanLogLoss(outputs: ArrayLike<number>, targets: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < outputs.length; row++)
    sum -= Math.log(targets[row] === 1 ? (outputs[row] as number) : 1 - (outputs[row] as number));
  return sum / outputs.length;
}
