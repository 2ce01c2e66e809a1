import { readRow, type Store } from "../core/index.js";
import type { Prediction } from "../model/index.js";
import type { LogOptions } from "./log-options.js";
import { openWriter } from "./open-writer.js";
import { readRows } from "./read-rows.js";
import { createRecentKeys } from "./recent-keys.js";
import { asPrediction } from "./stored-rows.js";

/** Predictions stand in logs below `predictions/<name>/`. */
export interface PredictionLogOptions extends LogOptions {}

/** Where predictions are written as they are made, and read back for labels, monitoring and training. */
export interface PredictionLog {
  /**
   * Takes a prediction and gives its id at once; it is durable after `flush`. The same key again within this process gives the
   * same id and writes nothing (the newest 100,000 keys are remembered).
   * @throws {StateError} too many rows wait for the disk, or the log is closed.
   */
  write(prediction: Omit<Prediction, "id">): { readonly id: string };
  /** Resolves once everything written so far is durable. What was written since is the most that a crash can lose. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** @throws {InvalidArgumentError} the name or writer cannot stand in a log's name, or a bound is less than 1. */
export async function createPredictionLog(options: PredictionLogOptions): Promise<PredictionLog> {
  const segments = await openWriter("predictions", options);
  const keys = createRecentKeys();
  return {
    write(prediction) {
      const known = keys.get(prediction.key);
      if (known !== undefined) return { id: known };
      const id = segments.next();
      segments.write({ ...prediction, id });
      keys.set(prediction.key, id);
      return { id };
    },
    flush: () => segments.flush(),
    close: () => segments.close(),
  };
}

export interface ReadPredictionsOptions {
  /**
   * A request that was retried after a restart stands twice under one key. `drop` gives it once, the first time, and holds all keys in
   * memory; `keep` gives all of them: `joinLabels` then also finds labels that name the second one.
   * @default "drop"
   */
  readonly duplicates?: "drop" | "keep";
  /** Called with the reference of each row whose subject was erased; the row is passed over. */
  readonly onErased?: (row: string) => void;
}

/** All predictions of a name, writer by writer in the order they were written. */
export async function* readPredictions(
  store: Store,
  name: string,
  options: ReadPredictionsOptions = {},
): AsyncGenerator<Prediction> {
  const seen = options.duplicates === "keep" ? undefined : new Set<string>();
  const log = `predictions/${name}`;
  for await (const row of readRows(store, log, options.onErased)) {
    const prediction = asPrediction(row, log);
    if (seen?.has(prediction.key)) continue;
    seen?.add(prediction.key);
    yield prediction;
  }
}

/** One prediction by its id. @throws {MissingError} there is none. @throws {DamagedError} the id is of another row. */
export async function readPrediction(store: Store, id: string): Promise<Prediction> {
  return asPrediction(await readRow(store, id), id);
}
