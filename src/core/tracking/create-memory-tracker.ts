import { MissingError } from "../errors/index.js";
import type { Tracker } from "../ports/tracker.js";
import { type Tracking, TrackingFold, type TrackingRow } from "./tracking.js";

/** A tracker that can be asked. */
export interface MemoryTracker extends Tracker {
  /** Ids of the runs it was told of, in the order in which they began. */
  readonly runs: readonly string[];
  /** @throws {MissingError} it was told nothing of such a run. */
  read(runId: string): Tracking;
}

/** Keeps what runs tell in this process's memory: for tests and scripts. */
export function createMemoryTracker(): MemoryTracker {
  const folds = new Map<string, TrackingFold>();
  const add = (runId: string, row: TrackingRow): void => {
    const fold = folds.get(runId) ?? new TrackingFold(runId);
    folds.set(runId, fold);
    fold.add(row);
  };
  return {
    specificationVersion: "v1",
    async start({ runId, name, parent, time }) {
      if (parent !== undefined) add(parent, { type: "run-nested", runId });
      add(runId, { type: "run-started", name, ...(parent !== undefined && { parent }), time });
    },
    async log(runId, entries) {
      for (const entry of entries) add(runId, entry);
    },
    async flush() {},
    async finish(runId, status, time) {
      add(runId, { type: "run-ended", status, time });
    },
    get runs() {
      return [...folds.keys()];
    },
    read(runId) {
      const fold = folds.get(runId);
      if (fold === undefined) throw new MissingError("tracker", `run ${runId}`);
      return fold.value;
    },
  };
}
