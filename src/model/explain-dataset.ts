import { checkArguments, checkOptions, option } from "../core/house.js";
import { type Json, StateError } from "../core/index.js";
import type { Dataset } from "../dataset/index.js";
import type { Contributions } from "./contributions.js";
import { applyFeatures } from "./features/apply-features.js";
import type { FeatureMatrix } from "./features/features.js";
import { featuresDigest } from "./features/features-digest.js";
import type { ModelName } from "./model.js";
import { outputAt } from "./outputs.js";
import { type ServedVersion, servedOf } from "./predict-dataset.js";
import { predictRows } from "./predict-rows.js";
import { rowsWithPast } from "./rows-with-past.js";

/** Why a version says what it says of one row. */
export interface RowExplanation {
  /** What it says, as `predictDataset` gives it: recalibrated as its decision says. */
  readonly output: Json;
  /** sha256 of the feature vector: the same as in the prediction log when it was answered from the same features. */
  readonly vector: string;
  /** Of what scores and contributions are: log odds, or the target's own unit. */
  readonly unit: Contributions["unit"];
  /** One for yes/no and numbers, one for each class or label otherwise. */
  readonly scores: readonly {
    readonly label?: string;
    /** What it says when nothing is known. */
    readonly base: number;
    /** Base and contributions together; the output is made of it. */
    readonly score: number;
    readonly features: readonly {
      readonly feature: string;
      /** As the model reads it; null when it is missing or a category that was not learned. */
      readonly value: number | string | null;
      readonly contribution: number;
    }[];
  }[];
}

/**
 * What each feature had and how much it added to a version's answers: of a logistic regression coefficient times value, of boosted trees exact
 * Shapley values (path-dependent TreeSHAP). Base and contributions add up to the score.
 * @example explainDataset(late, await registry.resolve("late-flights@champion"), rows, { past: dataset })
 * @param options.past Earlier labelled rows that histories look at, besides the dataset's own.
 * @throws {StateError} the version is of another model, or its kind does not tell contributions.
 */
export async function explainDataset<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  version: ServedVersion,
  dataset: Dataset<Row, Label>,
  options: { readonly past?: Dataset<Row, Label>; readonly signal?: AbortSignal } = {},
): Promise<readonly RowExplanation[]> {
  checkArguments(
    "explain",
    { name, version, dataset },
    { name: option.modelName, version: option.noun, dataset: option.dataset },
  );
  checkOptions("explain dataset", options, { past: option.noun, signal: option.noun });
  const served = servedOf(name, version);
  const model = name.kinds.find(({ kind }) => kind === served.kind)?.decode(served.bytes);
  if (model?.reads !== "matrix" || model.contributions === undefined || served.fitted === undefined)
    throw new StateError({
      place: `explain ${version.version.id}`,
      message: `Expected a kind of model that tells what its features contribute, listed by ${name.name}, got ${served.kind}`,
    });
  const { rows, past } = await rowsWithPast(dataset, options.past);
  const matrix = applyFeatures(served.fitted, { rows, past });
  const outputs = await predictRows(name, served, { rows, past, matrix }, options.signal);
  const { unit, features, scores } = model.contributions(matrix);
  const inRow = features.map((feature) => valuesOf(matrix, feature));
  const explained = (row: number, { label, base, values }: Contributions["scores"][number]) => {
    const added = values.subarray(row * features.length, (row + 1) * features.length);
    return {
      ...(label !== undefined && { label }),
      base,
      score: added.reduce((sum, contribution) => sum + contribution, base),
      features: features.map((feature, index) => ({
        feature,
        value: inRow[index]?.(row) ?? null,
        contribution: added[index] as number,
      })),
    };
  };
  return Array.from({ length: rows.length }, (_, row) => ({
    output: outputAt(outputs, row),
    vector: featuresDigest(matrix, row),
    unit,
    scores: scores.map((score) => explained(row, score)),
  }));
}

/** What a feature had in each row, as the model reads it; nothing where it is missing. */
function valuesOf({ columns }: FeatureMatrix, feature: string): (row: number) => number | string | null | undefined {
  const column = columns.find(({ name }) => name === feature);
  if (column?.type === "category") return (row) => column.categories[column.codes[row] as number];
  if (column?.type === "text") return (row) => column.values[row];
  if (column?.type !== "number") return () => null;
  return (row) => {
    const value = column.values[row] as number;
    return Number.isNaN(value) ? null : value;
  };
}
