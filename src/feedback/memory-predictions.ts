import { checkOptions, option } from "../core/house.js";
import { type Clock, StateError } from "../core/index.js";
import type { Prediction } from "../model/index.js";
import type { PredictionSink } from "../ports/index.js";
import { checkPrediction } from "./stored-rows.js";

/** Predictions in this process's memory: for tests, notebooks and short scripts. */
export interface MemoryPredictions extends PredictionSink {
  /** What was written, each id once, in order. */
  readonly written: readonly Prediction[];
}

/**
 * A prediction sink that keeps everything in memory.
 * @param options.clock By one that stands before 2000, as a simulated one does, times of the first weeks of 1970 are not taken for seconds.
 */
export function createMemoryPredictions(options: { readonly clock?: Clock } = {}): MemoryPredictions {
  checkOptions("memory predictions", options, { clock: option.noun });
  const written: Prediction[] = [];
  const ids = new Set<string>();
  let closed = false;
  return {
    specificationVersion: "v1",
    written,
    write(prediction) {
      const place = "memory predictions";
      if (closed) throw new StateError({ place, message: "Expected an open log, it was closed" });
      checkPrediction(place, prediction, options.clock);
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
