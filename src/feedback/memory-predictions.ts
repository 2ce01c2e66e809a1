import { StateError } from "../core/index.js";
import type { Prediction } from "../model/index.js";
import type { PredictionSink } from "../ports/index.js";
import { checkPrediction } from "./stored-rows.js";

/** Predictions in this process's memory: for tests, notebooks and short scripts. */
export interface MemoryPredictions extends PredictionSink {
  /** What was written, each id once, in order. */
  readonly written: readonly Prediction[];
}

/** A prediction sink that keeps everything in memory. */
export function createMemoryPredictions(): MemoryPredictions {
  const written: Prediction[] = [];
  const ids = new Set<string>();
  let closed = false;
  return {
    specificationVersion: "v1",
    written,
    write(prediction) {
      const place = "memory predictions";
      if (closed) throw new StateError({ place, message: "Expected an open log, it was closed" });
      checkPrediction(place, prediction);
      if (ids.has(prediction.id)) return;
      ids.add(prediction.id);
      // What the caller changes later must not change what was logged.
      written.push(structuredClone(prediction));
    },
    flush: async () => undefined,
    async close() {
      closed = true;
    },
  };
}
