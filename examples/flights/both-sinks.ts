import type { PredictionSink } from "golden-pipeline/ports";

/** Writes each prediction to the log, by which the job goes on, and tells it to another place as well. */
export function bothSinks(log: PredictionSink, other: PredictionSink | undefined): PredictionSink {
  if (other === undefined) return log;
  return {
    specificationVersion: "v1",
    write(prediction) {
      log.write(prediction);
      other.write(prediction);
    },
    async flush() {
      await log.flush();
      await other.flush();
    },
    close: () => log.close(),
  };
}
