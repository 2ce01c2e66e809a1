import type { Prediction } from "../model/index.js";

/**
 * Where predictions are logged: the prediction log of the feedback room, a topic, a table. A router writes to it as it answers; when `write`
 * throws, the answer is given all the same and counted as unlogged.
 */
export interface PredictionSink {
  readonly specificationVersion: "v1";
  /**
   * Accepts a prediction, or throws at once; it is durable after `flush`. It must not be kept waiting: what cannot be sent yet waits in a
   * bounded queue. The same id again is the same prediction: it may be written twice, and readers give the first of them.
   */
  write(prediction: Prediction): void;
  /** Resolves once everything accepted so far is durable. @throws {StorageError} it is not; a later flush tries again. */
  flush(): Promise<void>;
  /** Flushes and accepts no more. */
  close(): Promise<void>;
}
