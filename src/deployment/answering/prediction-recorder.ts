import type { Prediction } from "../../model/index.js";
import type { PredictionSink } from "../../ports/index.js";
import type { RouterEvent } from "../router-event.js";
import { type Outcome, VersionMetrics } from "../version-metrics.js";

/** Counts by version, and the way into the prediction log. */
export interface Recorder {
  readonly metrics: ReadonlyMap<string, VersionMetrics>;
  /** Requests that broke the contract. */
  readonly refused: number;
  count(version: string, outcome: Outcome): void;
  refuse(reasons: readonly string[]): void;
  /** The prediction's id; a log that takes nothing must not cost the caller the answer: it is counted and told. */
  write(record: Prediction): string | undefined;
}

export function createRecorder(predictions: PredictionSink | undefined, tell: (event: RouterEvent) => void): Recorder {
  const metrics = new Map<string, VersionMetrics>();
  let refused = 0;
  const metricsOf = (version: string): VersionMetrics => {
    const known = metrics.get(version) ?? new VersionMetrics();
    metrics.set(version, known);
    return known;
  };
  return {
    metrics,
    get refused() {
      return refused;
    },
    count: (version, outcome) => metricsOf(version).record(outcome),
    refuse(reasons) {
      refused++;
      tell({ type: "refused", reasons });
    },
    write(record) {
      try {
        predictions?.write(record);
        return predictions && record.id;
      } catch (cause) {
        metricsOf(record.version).unlogged++;
        tell({ type: "unlogged", version: record.version, key: record.key, cause });
        return undefined;
      }
    },
  };
}
