import { checkArguments, checkOptions, option } from "../core/house.js";
import { InvalidArgumentError, readRow, type Store } from "../core/index.js";
import { type Prediction, predictionId } from "../model/index.js";
import type { PredictionSink } from "../ports/index.js";
import { type LogOptions, logRules } from "./log-options.js";
import { openWriter } from "./open-writer.js";
import { inRange, type ReadOptions, readRules } from "./read-options.js";
import { readRows } from "./read-rows.js";
import { createRecentIds } from "./recent-ids.js";
import { asPrediction, checkPrediction } from "./stored-rows.js";

/** Predictions stand in logs below `predictions/<name>/`. */
export interface PredictionLogOptions extends LogOptions<Prediction> {}

/** A prediction as it is written: its id is derived from model and key when it is not given, and its position is the log's to give. */
export type NewPrediction = Omit<Prediction, "id" | "position"> & { readonly id?: string };

/** Where predictions are written as they are made, and read back for labels, monitoring and training. */
export interface PredictionLog extends PredictionSink {
  /**
   * Takes a prediction and gives its id at once; it is durable after `flush`. The same key again within this process gives the
   * same id and writes nothing (the newest 100,000 are remembered), and readers give an id once.
   * @throws {InvalidArgumentError} a field is missing or of another type, an id is given that `predictionId` does not, or the key names the
   *   subject that the row is sealed for.
   * @throws {StateError} too many rows wait for the disk, or the log is closed.
   */
  write(prediction: NewPrediction): { readonly id: string };
  /** Resolves once everything written so far is durable. What was written since is the most that a crash can lose. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** @throws {InvalidArgumentError} the name or writer cannot stand in a log's name, or a bound is less than 1. */
export async function createPredictionLog(options: PredictionLogOptions): Promise<PredictionLog> {
  checkArguments("prediction log", { options }, { options: option.noun });
  const place = `predictions ${options.name}`;
  checkOptions(place, options, logRules);
  const segments = await openWriter<Prediction>("predictions", options);
  const recent = createRecentIds();
  return {
    specificationVersion: "v1",
    write(prediction) {
      // What has no model or no key has no id either, and is refused below for what it lacks.
      const id = isNamed(prediction) ? predictionId(prediction) : "";
      const written = prediction.id === id ? (prediction as Prediction) : { ...prediction, id };
      checkPrediction(place, written, options.clock);
      if (prediction.id !== undefined && prediction.id !== written.id)
        throw new InvalidArgumentError(place, `\`id\` to be ${written.id}, as model and key give it`, prediction.id);
      if (!recent.has(written.id)) {
        segments.write(written);
        recent.add(written.id);
      }
      return { id: written.id };
    },
    flush: () => segments.flush(),
    close: () => segments.close(),
  };
}

function isNamed(prediction: Partial<Prediction> | undefined): boolean {
  return typeof prediction?.model === "string" && typeof prediction.key === "string";
}

export interface ReadPredictionsOptions extends ReadOptions {}

/**
 * All predictions of a name with their positions, writer by writer in the order they were written. A request that was retried after a restart
 * may stand twice under one id: it is given once, the first time. Holds the ids in memory.
 */
export async function* readPredictions(
  store: Store,
  name: string,
  options: ReadPredictionsOptions = {},
): AsyncGenerator<Prediction> {
  checkArguments("read predictions", { store, name }, { store: option.store, name: option.text });
  checkOptions("read predictions", options, readRules);
  const seen = new Set<string>();
  const isInRange = inRange("read predictions", options);
  for await (const { row, position } of readRows(store, `predictions/${name}`, options)) {
    const prediction = asPrediction(row, position);
    if (!isInRange(prediction) || seen.has(prediction.id)) continue;
    seen.add(prediction.id);
    yield Object.assign(prediction, { position });
  }
}

/**
 * One prediction by its position, e.g. `predictions/late/main/000001@2#0`.
 * @throws {MissingError} there is none. @throws {DamagedError} another row stands there. @throws {ErasedError} its subject was erased.
 */
export async function readPrediction(store: Store, position: string): Promise<Prediction> {
  return Object.assign(asPrediction(await readRow(store, position), position), { position });
}
