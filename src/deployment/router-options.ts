import type { Clock } from "../core/index.js";
import type { HistoryStore } from "../model/house.js";
import type { ModelName, OutputOf } from "../model/index.js";
import type { ModelSource, PredictionSink } from "../ports/index.js";
import type { InputRow } from "../schema/index.js";

export interface RouterOptions<Row, Label extends string, Target> {
  readonly registry: ModelSource;
  readonly model: ModelName<Row, Label, Target>;
  /** What assignment is sticky to, e.g. a user; undefined sends the request to the champion. */
  readonly unit: (row: NoInfer<InputRow<Row, Label>>) => string | undefined;
  /** Needed when features look at earlier rows. */
  readonly history?: HistoryStore;
  /** Where predictions are logged. @default nowhere */
  readonly predictions?: PredictionSink;
  /** The caller's idempotency key: the same key again gives the same answer and logs nothing. @default the unit, the event time and a digest of the row */
  readonly key?: (row: NoInfer<InputRow<Row, Label>>) => string;
  /** What predictions of one cluster have in common, e.g. the day; recorded with them. */
  readonly cluster?: (row: NoInfer<InputRow<Row, Label>>) => string;
  readonly tenant?: (row: NoInfer<InputRow<Row, Label>>) => string;
  /** The version to begin with. @default the registry's champion */
  readonly version?: string;
  /** Given instead of an answer that failed or came too late, flagged and counted. @default the error is thrown */
  readonly fallback?: { readonly value: NoInfer<OutputOf<Target>> };
  /** How long an answer may take. @default no limit */
  readonly timeoutMilliseconds?: number;
  /** Changes who gets which arm; keep it while an experiment runs. @default the model's name */
  readonly salt?: string;
  /** Keys that are remembered for idempotency. @default 10000 */
  readonly rememberedKeys?: number;
  /** @default The system's clock */
  readonly clock?: Clock;
  /** What latency is measured by, in milliseconds. @default performance.now */
  readonly timer?: () => number;
}
