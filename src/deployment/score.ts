import { hash } from "node:crypto";
import { TimeoutError } from "../core/index.js";
import { decide, type FeaturizedRow, type HistoryStore } from "../model/house.js";
import type { Decided, FeatureMatrix } from "../model/index.js";
import type { LoadedVersion } from "./load-version.js";

/** A version's answer to one row. */
export interface Score {
  readonly output: number;
  readonly decided: Decided;
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
  const finish = (outputs: Float64Array): Score => {
    const raw = outputs[0];
    if (raw === undefined || Number.isNaN(raw))
      throw new RangeError(`[golden-pipeline] [${version.id}] Expected a number for each row, got ${raw}`);
    const { output, decided } = decide(version.decision, raw);
    return { output, decided, missing, matrix };
  };
  const outputs = version.model.predict(matrix, signal);
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

/** sha256 over a row's feature values as little-endian doubles, category codes among them: training can prove that it computes the same. */
export function featuresDigest(matrix: FeatureMatrix): string {
  const values = new Float64Array(matrix.columns.length);
  for (const [index, column] of matrix.columns.entries())
    values[index] = column.kind === "number" ? (column.values[0] as number) : (column.codes[0] as number);
  return hash("sha256", new Uint8Array(values.buffer), "hex");
}
