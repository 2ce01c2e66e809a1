import { type Context, defineStage, InvalidArgumentError, type Stage, StateError } from "../core/index.js";
import { wholeBatch } from "../dataset/index.js";
import type { Metric } from "../metrics/index.js";
import { calibrate, predictRows } from "../model/house.js";
import {
  type Candidate,
  checkOutputs,
  type Evaluated,
  type FeatureMatrix,
  type Model,
  type ModelName,
  type ModelVersion,
  type Outputs,
  type Predictions,
  type Targets,
} from "../model/index.js";
import { columnsOf, outlineCallback, scalarAt } from "../schema/house.js";
import {
  type Columns,
  type Condition,
  compileColumns,
  concatBatches,
  type Expression,
  takeRows,
} from "../schema/index.js";
import { evaluatePredictions } from "./evaluate-predictions.js";
import { evaluatedCodec } from "./evaluated-codec.js";
import type { Gate } from "./gates/gate.js";
import { metricFacts } from "./metric-facts.js";
import { profileCandidate } from "./profile-candidate.js";
import { trackReport } from "./track-report.js";

/** What evaluation needs of a registry: the present champion and what serves it. */
export interface Champions {
  champion(model: string): Promise<ModelVersion | undefined>;
  /** @param selector e.g. `late-flights@3` */
  resolve(
    selector: string,
  ): Promise<{ readonly version: ModelVersion; readonly model: Uint8Array; readonly fitted: Uint8Array | undefined }>;
}

export interface EvaluateOptions<Row, Target> {
  readonly metrics: readonly Metric<NoInfer<Target>>[];
  readonly gate: Gate<NoInfer<Target>>;
  /** Rows of one cluster (a day, a user) are not independent. Without it every interval is too narrow, and the report says so. */
  readonly cluster?: (row: Columns<NoInfer<Row>>) => Expression<string> | Expression<number>;
  readonly slices?: (row: Columns<NoInfer<Row>>) => Readonly<Record<string, Condition>>;
}

/** Judges a candidate on its test rows, beside the champion on the same rows, and lets the gate decide. */
export function evaluateCandidate<Row, Label extends string, Target>(
  options: EvaluateOptions<Row, Target>,
): Stage<Candidate<Row, Label, Target>, Evaluated<Row, Label, Target>, Context & { readonly champions: Champions }> {
  const { metrics, gate } = options;
  return defineStage({
    id: "evaluate",
    version: "1.0.0",
    params: {
      metrics: metrics.map(metricFacts),
      gate: { id: gate.id, params: gate.params },
      ...(options.cluster && { cluster: outlineCallback("evaluate `cluster`", options.cluster) }),
      ...(options.slices && { slices: outlineCallback("evaluate `slices`", options.slices) }),
    },
    codec: evaluatedCodec<Row, Label, Target>(),
    run: async (
      candidate: Candidate<Row, Label, Target>,
      { champions, signal, tracker }: Context & { readonly champions: Champions },
    ): Promise<Evaluated<Row, Label, Target>> => {
      const { sets, name, bytes, trainer, decision } = candidate;
      const row = columnsOf(name.contract.columns) as Columns<Row>;
      const [train, test] = [await wholeBatch(sets.split.train), await wholeBatch(sets.split.test)];
      const rows = takeRows(test, sets.test.rows);
      const cluster = options.cluster && compileColumns(options.cluster(row).node)(rows);
      const slices = Object.entries(options.slices?.(row) ?? {}).map(([slice, { node }]) => {
        const column = compileColumns(node)(rows);
        return [
          slice,
          Uint8Array.from({ length: rows.length }, (_, index) => (scalarAt(column, index) === true ? 1 : 0)),
        ] as const;
      });
      const clusters = cluster && Array.from({ length: rows.length }, (_, index) => String(scalarAt(cluster, index)));
      const describe = (outputs: Float64Array): Predictions<number, number> => ({
        ids: Array.from(sets.test.rows, (index) => `${sets.split.test.version}#${index}`),
        outputs,
        targets: numbersOf(sets.test.targets),
        dataset: sets.split.test.version,
        ...(clusters && { clusters }),
        ...(slices.length > 0 && { slices: Object.fromEntries(slices) }),
      });
      const predicted = calibrate(
        decision,
        await outputsOf(decoder(name, trainer.kind)(bytes), sets.test.matrix, signal),
      );
      const champion = await champions.champion(name.name);
      const past = concatBatches([train, test]);
      const beside =
        champion && numbersOf(await predictRows(name, await champions.resolve(champion.id), { rows, past }, signal));
      const report = evaluatePredictions({
        candidate: describe(numbersOf(predicted)),
        ...(beside && champion && { champion: describe(beside), championVersion: champion.id }),
        candidateVersion: candidate.version,
        metrics,
        gate,
      });
      trackReport(tracker, report);
      const profile = await profileCandidate(candidate, predicted, clusters);
      return { ...candidate, kind: "evaluated", report, profile };
    },
  });
}

function decoder<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  kind: string,
): (bytes: Uint8Array) => Model {
  const known = name.kinds.find((candidate) => candidate.kind === kind);
  if (known === undefined)
    throw new StateError({
      place: `evaluate ${name.name}`,
      message: `Expected model ${name.name} to list the kind ${kind}, got ${name.kinds.map((other) => other.kind).join(", ") || "none"}`,
    });
  return (bytes) => known.decode(bytes);
}

async function outputsOf(model: Model, matrix: FeatureMatrix, signal?: AbortSignal): Promise<Outputs> {
  if (model.reads !== "matrix")
    throw new StateError({ place: "evaluate", message: "Expected a model that reads features" });
  return checkOutputs("evaluate", await model.predict(matrix, signal), matrix.rows);
}

function numbersOf({ task, values }: Outputs | Targets): Float64Array {
  if ((task === "binary" || task === "number") && values instanceof Float64Array) return values;
  throw new InvalidArgumentError("evaluate", "the task binary or number", task);
}
