import type { ModelVersion } from "../model/index.js";
import type { InputRow, RequestRow } from "../schema/index.js";
import type { Answer } from "./answer.js";
import type { CanaryOptions } from "./canary/canary-options.js";
import type { GuardrailVerdict } from "./canary/guardrail.js";
import type { RouterEvent } from "./router-event.js";
import type { ShadowCounts } from "./shadow/shadow-lane.js";
import type { ShadowOptions } from "./shadow/shadow-options.js";
import type { VersionMetrics } from "./version-metrics.js";

/** A canary that was ended by its guardrails. */
export interface Rollback {
  readonly version: string;
  readonly verdict: GuardrailVerdict;
  /** Requests and units the canary had answered. */
  readonly requests: number;
  readonly units: number;
  readonly time: number;
}

export interface CanaryStatus {
  readonly version: string;
  readonly share: number;
  /** The step of its ramp, from 0; undefined without one. */
  readonly step: number | undefined;
  /** What it answered since it is compared with the present champion, in all processes as far as they told. */
  readonly requests: number;
  /** Different units, exact below 512. */
  readonly units: number;
  readonly verdicts: readonly GuardrailVerdict[];
  /** The guardrail that stopped it in this process, e.g. `circuit`, while the rollback is not recorded: it answers nobody here any more. */
  readonly stopped?: string;
}

export interface ShadowStatus extends ShadowCounts {
  readonly version: string;
  /** Pairs that were compared: those with a live answer that is no fallback. */
  readonly compared: number;
  /** Pairs that decided alike. */
  readonly agreed: number;
  /** Mean distance of the outputs: absolute difference of numbers, total variation of probabilities by class, mean absolute difference by label and of vectors; undefined of no pairs, texts and JSON. */
  readonly meanDistance: number | undefined;
}

/** Something outside that throws or hangs: since when, in milliseconds since 1970, and what was thrown last. */
export interface AwayStatus {
  readonly since: number;
  readonly cause: unknown;
}

/** What a router serves and does at this moment, in this process. */
export interface RouterStatus {
  readonly model: string;
  /** What the rollout log calls this process; another one after a restart. */
  readonly process: string;
  readonly epoch: number;
  readonly champion: string;
  readonly canary: CanaryStatus | undefined;
  readonly shadow: ShadowStatus | undefined;
  /** Whether this process decides what becomes of the canary. */
  readonly decides: boolean;
  readonly lastRollback: Rollback | undefined;
  /** Versions that were rolled back, with the time and the reason. */
  readonly rolledBack: { readonly [version: string]: { readonly time: number; readonly reason: string } };
  /** Requests that broke the contract. */
  readonly refused: number;
  /** The last table is served, ramps and decisions stand still. */
  readonly storeAway: AwayStatus | undefined;
  readonly registryAway: AwayStatus | undefined;
}

/** For good reason, what would be refused otherwise. */
export interface RolledBackOptions {
  /** Why a version that was rolled back is meant all the same; its rollback is forgotten. */
  readonly evenIfRolledBack?: string;
}

export interface FlipOptions<Input> extends RolledBackOptions {
  /** Requests answered before the switch, not counted and not logged, so that code is warm and features are proven to compute. */
  readonly warmUp?: readonly Input[];
}

/** What is known of one request beside its row. */
export interface PredictOptions {
  /**
   * The caller's name for the request, from which its id is made; the same key again gives the same answer and logs nothing. Never personal.
   * @default what the router's `key` gives, or a digest of unit, time and row
   */
  readonly key?: string;
}

/** A changed champion. */
export interface Flipped {
  /** Resolves when the former champion answers nobody in this process any more. */
  readonly drained: Promise<void>;
}

/**
 * Answers requests by registered versions: one champion, beside it at most one canary that answers some units and one shadow that answers
 * nobody. What is changed is recorded first and holds for all processes that follow the same rollout.
 */
export interface Router<Row, Label extends string, Target> {
  /**
   * @throws {SchemaError} the row breaks the contract. @throws {InvalidArgumentError} an option is none. @throws what the champion threw, unless a fallback is declared.
   * @example await router.predict(visit, { key: request.id })
   */
  predict(row: RequestRow<Row, Label>, options?: PredictOptions): Promise<Answer<Target>>;
  /** The version that answers all others. */
  readonly champion: ModelVersion;
  /** Counts the changes of who answers whom, over all processes and restarts. */
  readonly epoch: number;
  /** Lets a version answer the same requests unseen, as arm `shadow`. @throws {StateError} it is the champion, which would be compared with itself. */
  shadow(version: string, options?: ShadowOptions): Promise<void>;
  stopShadow(): Promise<void>;
  shadowStatus(): ShadowStatus | undefined;
  /** Resolves when every accepted shadow request is done. */
  shadowIdle(): Promise<void>;
  /**
   * Lets a version answer a share of the units; its failures are answered by the champion, and guardrails roll it back by themselves.
   * @throws {StateError} it is the champion, it was rolled back before, or another canary is running.
   */
  canary(version: string, options: CanaryOptions): Promise<void>;
  /** Gives the running canary another share and keeps its evidence; a ramp ends. @throws {StateError} there is none. */
  canaryShare(share: number): Promise<void>;
  /** Ends the canary, if there is one, and says how it stood. */
  endCanary(): Promise<CanaryStatus | undefined>;
  canaryStatus(): CanaryStatus | undefined;
  /** Makes the canary champion. @throws {StateError} there is none. */
  promote(): Promise<Flipped>;
  /** The canary that was rolled back last. */
  readonly lastRollback: Rollback | undefined;
  /**
   * Makes a version champion for all requests from now on: loaded and warmed first, switched at once.
   * @throws {StateError} it was rolled back before.
   */
  flip(version: string, options?: FlipOptions<InputRow<Row, Label>>): Promise<Flipped>;
  /** Back to the last other champion, which was kept warm. @throws {StateError} there is none. */
  flipBack(): Promise<Flipped>;
  /** Follows the rollout log and the registry now, tells other processes what was counted, and decides what there is to decide. Never throws: `status` says what is away. */
  sync(): Promise<void>;
  status(): RouterStatus;
  /** Tells of every event. Returns how to stop listening. */
  on(listener: (event: RouterEvent) => void): () => void;
  /** By version, in this process since the router began. */
  metrics(): ReadonlyMap<string, VersionMetrics>;
  /** Stops following and lets another process decide at once; answers are still given. */
  close(): Promise<void>;
}
