import { isThenable } from "../../core/house.js";
import { type Json, StateError, TimeoutError } from "../../core/index.js";
import { calibrate, checkOutputs, decidedAt, type HistoryStore, UnansweredError } from "../../model/house.js";
import { type FeatureMatrix, type Outputs, outputAt } from "../../model/index.js";
import { deepFreeze } from "../../schema/house.js";
import { snapshotRow } from "../answering/snapshot-row.js";
import type { LoadedVersion } from "./load-version.js";

/** A version's answer to one row; frozen, since several callers may be given the same. */
export interface Score {
  readonly output: Json;
  readonly decided: Json;
  readonly missing: readonly string[];
  /** Undefined of models that read rows. */
  readonly matrix: FeatureMatrix | undefined;
}

/** Features, model and decision in one go; a promise only when the history or the model gives one. */
export function scoreRow(
  version: LoadedVersion,
  row: Readonly<Record<string, unknown>>,
  history: HistoryStore | undefined,
  signal?: AbortSignal,
): Score | Promise<Score> {
  const { serving } = version;
  if (serving.reads === "rows")
    // A model of one's own may change what it is given, and the champion may have to answer after it.
    return whenReady(serving.model.predict([snapshotRow(row)], signal), (outputs) => finish(version, outputs));
  return whenReady(serving.featurize(row, history), ({ matrix, missing }) =>
    whenReady(serving.model.predict(matrix, signal), (outputs) => finish(version, outputs, matrix, missing)),
  );
}

function whenReady<In, Out>(value: In | Promise<In>, next: (value: In) => Out | Promise<Out>): Out | Promise<Out> {
  return isThenable(value) ? Promise.resolve(value).then(next) : next(value);
}

function finish(
  version: LoadedVersion,
  outputs: Outputs,
  matrix?: FeatureMatrix,
  missing: readonly string[] = [],
): Score {
  const { task } = version.version.manifest;
  const got = typeof outputs === "object" && outputs !== null ? outputs.task : typeof outputs;
  if (got !== task)
    throw new StateError({ place: version.id, message: `Expected outputs for the task ${task}, got ${got}` });
  const [unanswered] = checkOutputs(version.id, outputs, 1).unanswered ?? [];
  if (unanswered !== undefined) throw new UnansweredError(version.id, unanswered);
  const calibrated = calibrate(version.decision, outputs);
  if (task === "json") {
    // A model may keep what it gave: what is frozen here is a copy.
    const output = deepFreeze(structuredClone(outputAt(calibrated, 0)));
    return { output, decided: output, missing, matrix };
  }
  const output = deepFreeze(outputAt(calibrated, 0));
  return { output, decided: deepFreeze(decidedAt(version.decision, calibrated, 0)), missing, matrix };
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
