import { hash } from "node:crypto";
import { type Json, StateError, TimeoutError } from "../core/index.js";
import { calibrate, decidedAt, type FeaturizedRow, type HistoryStore } from "../model/house.js";
import { checkOutputs, type FeatureMatrix, type Outputs, outputAt } from "../model/index.js";
import type { LoadedVersion } from "./load-version.js";

/** A version's answer to one row. */
export interface Score {
  readonly output: Json;
  readonly decided: Json;
  readonly missing: readonly string[];
  readonly matrix: FeatureMatrix;
}

/** Features, model and decision in one go; a promise only when the history or the model gives one. */
export function scoreRow(
  version: LoadedVersion,
  row: Readonly<Record<string, unknown>>,
  history: HistoryStore | undefined,
  signal?: AbortSignal,
): Score | Promise<Score> {
  const featurized = version.featurize(row, history);
  return featurized instanceof Promise
    ? featurized.then((ready) => predict(version, ready, signal))
    : predict(version, featurized, signal);
}

function predict(
  version: LoadedVersion,
  { matrix, missing }: FeaturizedRow,
  signal: AbortSignal | undefined,
): Score | Promise<Score> {
  const finish = (outputs: Outputs): Score => {
    const { task } = version.version.manifest;
    if (outputs.task !== task)
      throw new StateError({
        place: version.id,
        message: `Expected outputs for the task ${task}, got ${outputs.task}`,
      });
    const calibrated = calibrate(version.decision, checkOutputs(version.id, outputs, 1));
    return { output: outputAt(calibrated, 0), decided: decidedAt(version.decision, calibrated, 0), missing, matrix };
  };
  const { model } = version;
  if (model.reads !== "matrix")
    throw new StateError({ place: version.id, message: "Expected a model that reads features" });
  const outputs = model.predict(matrix, signal);
  return outputs instanceof Promise ? outputs.then(finish) : finish(outputs);
}

/** Gives up waiting after the limit; what was waited for is told by its signal. */
export async function withTimeout<T>(
  place: string,
  milliseconds: number,
  work: (signal: AbortSignal) => T | Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TimeoutError(place, milliseconds);
      controller.abort(error);
      reject(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** sha256 over a row's feature values as little-endian doubles, category codes and a text's code points among them: training can prove that it computes the same. */
export function featuresDigest({ columns }: FeatureMatrix): string {
  const values: number[] = [];
  for (const column of columns)
    if (column.kind === "number") values.push(column.values[0] as number);
    else if (column.kind === "category") values.push(column.codes[0] as number);
    else if (column.kind === "vector") values.push(...column.values);
    else values.push(...Array.from(column.values[0] ?? "\0", (sign) => sign.codePointAt(0) as number), -1);
  return hash("sha256", new Uint8Array(Float64Array.from(values).buffer), "hex");
}
