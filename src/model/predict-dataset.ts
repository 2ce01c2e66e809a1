import { type Json, StateError } from "../core/index.js";
import { type Dataset, wholeBatch } from "../dataset/index.js";
import { type Batch, concatBatches, rowsOf } from "../schema/index.js";
import { calibrate, decidedAt } from "./decide.js";
import { applyFeatures } from "./features/apply-features.js";
import type { FittedFeatures } from "./features/features.js";
import type { Model, ModelName, ModelVersion } from "./model.js";
import { checkOutputs, type Outputs } from "./outputs.js";

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
  const rows = await wholeBatch(dataset);
  const past = options.past === undefined ? rows : concatBatches([await wholeBatch(options.past), rows]);
  const outputs = await predictRows(name, served, { rows, past }, options.signal);
  const { decision } = served.version.manifest;
  const decisions = Array.from({ length: rows.length }, (_, row) => decidedAt(decision, outputs, row));
  return { version: served.version.id, outputs, decisions };
}

/** What a version says of a batch. */
export async function predictRows<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  { version, model: bytes, fitted }: ServedVersion,
  input: { readonly rows: Batch; readonly past: Batch },
  signal?: AbortSignal,
): Promise<Outputs> {
  const { manifest, id } = version;
  const place = `predict ${id}`;
  if (manifest.name !== name.name)
    throw new StateError({ place, message: `Expected a version of ${name.name}, got one of ${manifest.name}` });
  const kind = name.kinds.find((known) => known.kind === manifest.kind);
  if (kind === undefined)
    throw new StateError({
      place,
      message: `Expected model ${name.name} to list the kind ${manifest.kind}, got ${name.kinds.map((other) => other.kind).join(", ") || "none"}`,
    });
  const outputs = await outputsOf(kind.decode(bytes), name, fitted, input, signal, place);
  return calibrate(manifest.decision, checkOutputs(place, outputs, input.rows.length));
}

async function outputsOf<Row, Label extends string, Target>(
  model: Model,
  { contract }: ModelName<Row, Label, Target>,
  fitted: Uint8Array | undefined,
  input: { readonly rows: Batch; readonly past: Batch },
  signal: AbortSignal | undefined,
  place: string,
): Promise<Outputs> {
  if (model.reads === "rows") {
    const known = Object.entries(input.rows.columns).filter(([column]) => !Object.hasOwn(contract.labels, column));
    return model.predict([...rowsOf({ length: input.rows.length, columns: Object.fromEntries(known) })], signal);
  }
  if (fitted === undefined)
    throw new StateError({ place, message: "Expected the fitted features of a model that reads features, got none" });
  const features = JSON.parse(new TextDecoder().decode(fitted)) as FittedFeatures;
  return model.predict(applyFeatures(features, input), signal);
}
