import type { Clock, Store } from "../core/index.js";
import type { HistoryStore } from "../model/house.js";
import type { DecidedOf, ModelName, OutputOf } from "../model/index.js";
import type { ModelSource, PredictionSink } from "../ports/index.js";
import type { InputRow } from "../schema/index.js";
import type { Guardrail } from "./canary/guardrail.js";

/** Two answers to one request. */
export interface ShadowPair<Input, Target> {
  readonly row: Input;
  readonly live: { readonly output: OutputOf<Target>; readonly decision: DecidedOf<Target> };
  readonly shadow: { readonly output: OutputOf<Target>; readonly decision: DecidedOf<Target> };
}

export interface RouterOptions<Row, Label extends string, Target> {
  readonly registry: ModelSource;
  readonly model: ModelName<Row, Label, Target>;
  /** What assignment is sticky to, e.g. a user; undefined sends the request to the champion. */
  readonly unit: (row: NoInfer<InputRow<Row, Label>>) => string | undefined;
  /** Where the rollout is recorded, in the log `rollouts/<model>`: it outlives the process, and all processes with the same store follow it. @default this process's memory */
  readonly rollouts?: Store;
  /** Within how long a change is followed, in other processes and of the registry's champion. @default 1000 */
  readonly followMilliseconds?: number;
  /** How long the process that decides may be silent before another one takes over. @default 15000 */
  readonly leaseMilliseconds?: number;
  /** How long the store or the registry may take before it counts as away. @default 5000 */
  readonly storeTimeoutMilliseconds?: number;
  /** What watches canaries that state no others; this process knows guardrails of your own by these names when it decides on a canary that another one began. @default error rate and latency */
  readonly guardrails?: readonly Guardrail[];
  /** Whether requests are checked by the contract; those that break it are refused with a SchemaError. @default true */
  readonly validate?: boolean;
  /** Needed when features look at earlier rows. */
  readonly history?: HistoryStore;
  /** Where predictions are logged. @default nowhere */
  readonly predictions?: PredictionSink;
  /** The caller's idempotency key: the same key again gives the same answer and logs nothing. @default the unit, the event time and a digest of the row */
  readonly key?: (row: NoInfer<InputRow<Row, Label>>) => string;
  /** What predictions of one cluster have in common, e.g. the day; recorded with them. */
  readonly cluster?: (row: NoInfer<InputRow<Row, Label>>) => string;
  readonly tenant?: (row: NoInfer<InputRow<Row, Label>>) => string;
  /** The version to begin with when no rollout is recorded yet, or its store is away. @default the registry's champion */
  readonly version?: string;
  /** Given instead of an answer that failed or came too late, flagged and counted. @default the error is thrown */
  readonly fallback?: { readonly value: NoInfer<OutputOf<Target>> };
  /** Whether the shadow says the same as the live answer, e.g. for texts. @default equal decisions */
  readonly agrees?: (pair: ShadowPair<NoInfer<InputRow<Row, Label>>, NoInfer<Target>>) => boolean | Promise<boolean>;
  /** How long an answer may take. @default no limit; a canary has 30 seconds, then the champion answers */
  readonly timeoutMilliseconds?: number;
  /** Changes who gets which arm. @default the model's name */
  readonly salt?: string;
  /** Keys that are remembered for idempotency. @default 10000 */
  readonly rememberedKeys?: number;
  /** @default The system's clock */
  readonly clock?: Clock;
  /** What latency is measured by, in milliseconds. @default performance.now */
  readonly timer?: () => number;
}
