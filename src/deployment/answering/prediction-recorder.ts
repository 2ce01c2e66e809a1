import { isThenable } from "../../core/house.js";
import type { Prediction } from "../../model/index.js";
import type { PredictionSink } from "../../ports/index.js";
import type { RouterEvent } from "../router-event.js";
import { type Outcome, VersionMetrics } from "../version-metrics.js";

/** Counts by version, and the way into the prediction log. */
export interface Recorder {
  /** Copies. */
  readonly metrics: ReadonlyMap<string, VersionMetrics>;
  /** Requests that broke the contract. */
  readonly refused: number;
  count(version: string, outcome: Outcome): void;
  refuse(reasons: readonly string[]): void;
  /** Tells of a version that failed a request. */
  failed(failure: Omit<RouterEvent & { readonly type: "failed" }, "type">): void;
  /** The prediction's id; a log that takes nothing must not cost the caller the answer: it is counted and told. */
  write(record: Prediction): string | undefined;
  /** Counts and tells of an answer that was given and could not be logged. */
  unlogged(answered: Pick<Prediction, "version" | "key">, cause: unknown): void;
}

export function createRecorder(predictions: PredictionSink | undefined, tell: (event: RouterEvent) => void): Recorder {
  const metrics = new Map<string, VersionMetrics>();
  let refused = 0;
  const metricsOf = (version: string): VersionMetrics => {
    const known = metrics.get(version) ?? new VersionMetrics();
    metrics.set(version, known);
    return known;
  };
  function unlogged({ version, key }: Pick<Prediction, "version" | "key">, cause: unknown): void {
    metricsOf(version).unlogged++;
    tell({ type: "unlogged", version, key, cause });
  }
  return {
    get metrics() {
      return new Map(Array.from(metrics, ([version, counted]) => [version, counted.copy()]));
    },
    unlogged,
    get refused() {
      return refused;
    },
    count: (version, outcome) => metricsOf(version).record(outcome),
    refuse(reasons) {
      refused++;
      tell({ type: "refused", reasons });
    },
    failed: (failure) => tell({ type: "failed", ...failure }),
    write(record) {
      try {
        // A stranger's log may be asynchronous: what it rejects is told, not thrown at the process.
        const written: unknown = predictions?.write(record);
        if (isThenable(written)) written.then(undefined, (cause: unknown) => unlogged(record, cause));
        return predictions && record.id;
      } catch (cause) {
        unlogged(record, cause);
        return undefined;
      }
    },
  };
}
