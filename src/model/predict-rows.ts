import { checkArguments, checkOptions, option } from "../core/house.js";
import { StateError } from "../core/index.js";
import { type Batch, rowsOf, takeRows } from "../schema/index.js";
import type { Served } from "./candidate-version.js";
import { calibrate } from "./decide.js";
import { applyFeatures } from "./features/apply-features.js";
import type { FeatureMatrix, FittedFeatures } from "./features/features.js";
import type { ModelName } from "./model.js";
import { checkOutputs, type Outputs } from "./outputs.js";
import { rowsWithPast } from "./rows-with-past.js";
import type { Candidate } from "./training.js";

/**
 * What a candidate says of its test rows, those that have a target, recalibrated as its decision says.
 * @example outputAt(await predictTest(candidate), 0)
 * @throws {StateError} the model name does not list its kind.
 */
export async function predictTest<Row, Label extends string, Target>(
  candidate: Candidate<Row, Label, Target>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Outputs> {
  checkArguments(
    "predict",
    { candidate },
    { candidate: option.nounOf("candidate", "a candidate, as `train()` makes it") },
  );
  checkOptions("predict test", options, { signal: option.noun });
  const { name, trainer, bytes, decision, sets, data, targets } = candidate;
  const { rows: test, past } = await rowsWithPast(data.test, data.train);
  const input = { rows: takeRows(test, targets.rows), past, ...(sets && { matrix: sets.test.matrix }) };
  return predictRows(
    name,
    { kind: trainer.kind, bytes, decision, ...(sets && { fitted: sets.fitted }) },
    input,
    options.signal,
  );
}

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
  signal?: AbortSignal,
): Promise<Outputs> {
  const place = `model ${name.name}`;
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
