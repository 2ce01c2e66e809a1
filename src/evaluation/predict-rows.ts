import { StateError } from "../core/index.js";
import { applyFeatures, calibrate, type FittedFeatures } from "../model/house.js";
import { checkOutputs, type FeatureMatrix, type ModelName, type Outputs, type Served } from "../model/index.js";
import { type Batch, rowsOf } from "../schema/index.js";

/** Rows to be answered, and what their features look back at. */
export interface PredictedRows {
  readonly rows: Batch;
  readonly past: Batch;
  /** The rows' features, where they were engineered already. */
  readonly matrix?: FeatureMatrix;
}

/** What a model with its features and decision says of rows, recalibrated. @throws {StateError} the model name does not list its kind. */
export async function predictRows<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  { kind, bytes, fitted, decision }: Served,
  { rows, past, matrix }: PredictedRows,
  signal: AbortSignal,
): Promise<Outputs> {
  const place = `evaluate ${name.name}`;
  const known = name.kinds.find((candidate) => candidate.kind === kind);
  if (known === undefined)
    throw new StateError({
      place,
      message: `Expected model ${name.name} to list the kind ${kind}, got ${name.kinds.map((other) => other.kind).join(", ") || "none"}`,
    });
  const model = known.decode(bytes);
  if (model.reads === "matrix" && matrix === undefined && fitted === undefined)
    throw new StateError({
      place,
      message: `Expected the fitted features of a ${kind}, which reads features, got none`,
    });
  const outputs =
    model.reads === "rows"
      ? await model.predict([...rowsOf(withoutLabels(name, rows))], signal)
      : await model.predict(matrix ?? applyFeatures(fitted as FittedFeatures, { rows, past }), signal);
  return calibrate(decision, checkOutputs(place, outputs, rows.length));
}

function withoutLabels<Row, Label extends string, Target>(
  { contract }: ModelName<Row, Label, Target>,
  { length, columns }: Batch,
): Batch {
  const known = Object.entries(columns).filter(([column]) => !Object.hasOwn(contract.labels, column));
  return { length, columns: Object.fromEntries(known) };
}
