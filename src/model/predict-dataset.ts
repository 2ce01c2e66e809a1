import { checkArguments, checkOptions, option } from "../core/house.js";
import { type Json, StateError } from "../core/index.js";
import type { Dataset } from "../dataset/index.js";
import type { Served } from "./candidate-version.js";
import { decidedAt } from "./decide.js";
import type { FittedFeatures } from "./features/features.js";
import type { ModelName, ModelVersion } from "./model.js";
import type { Outputs } from "./outputs.js";
import { predictRows } from "./predict-rows.js";
import { rowsWithPast } from "./rows-with-past.js";

/** A version with the bytes that serve it, as `registry.resolve` gives it. */
export interface ServedVersion {
  readonly version: ModelVersion;
  readonly model: Uint8Array;
  /** Canonical JSON of the fitted features; undefined for a model that reads rows. */
  readonly fitted: Uint8Array | undefined;
}

/** What a version says of rows: features, model and decision together, as a router would answer. */
export interface DatasetPredictions {
  /** `<name>@<number>` */
  readonly version: string;
  /** One for each row, recalibrated as the version's decision says. */
  readonly outputs: Outputs;
  /** What is done with each: `yes` or `no`, a class, labels, the output itself; null leaves it to a person. */
  readonly decisions: readonly Json[];
}

/**
 * Runs a registered version over a dataset: for a backtest, a report, a batch of letters.
 * @example predictDataset(late, await registry.resolve("late-flights@champion"), dataset)
 * @param options.past Earlier labelled rows that histories look at, besides the dataset's own.
 * @throws {StateError} the version is of another model, or the model name does not list its kind.
 */
export async function predictDataset<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  served: ServedVersion,
  dataset: Dataset<Row, Label>,
  options: { readonly past?: Dataset<Row, Label>; readonly signal?: AbortSignal } = {},
): Promise<DatasetPredictions> {
  checkArguments(
    "predict",
    { name, served, dataset },
    { name: option.modelName, served: option.noun, dataset: option.dataset },
  );
  checkOptions("predict dataset", options, { past: option.noun, signal: option.noun });
  const { rows, past } = await rowsWithPast(dataset, options.past);
  const outputs = await predictRows(name, servedOf(name, served), { rows, past }, options.signal);
  const { decision } = served.version.manifest;
  const decisions = Array.from({ length: rows.length }, (_, row) => decidedAt(decision, outputs, row));
  return { version: served.version.id, outputs, decisions };
}

/** What serves of a version, taken apart. @throws {StateError} the version is of another model. */
export function servedOf<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  { version: { id, manifest }, model: bytes, fitted }: ServedVersion,
): Served {
  if (manifest.name !== name.name)
    throw new StateError({
      place: `predict ${id}`,
      message: `Expected a version of ${name.name}, got one of ${manifest.name}`,
    });
  const { kind, decision } = manifest;
  const features = fitted && (JSON.parse(new TextDecoder().decode(fitted)) as FittedFeatures);
  return { kind, bytes, decision, ...(features && { fitted: features }) };
}
