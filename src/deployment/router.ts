import type { ModelVersion } from "../model/index.js";
import type { InputRow } from "../schema/index.js";
import type { Answer } from "./answer.js";
import type { CircuitOptions } from "./canary/canary-watch.js";
import type { Guardrail, GuardrailVerdict } from "./canary/guardrails.js";
import type { ShadowCounts, ShadowLaneOptions } from "./shadow/shadow-lane.js";
import type { VersionMetrics } from "./version-metrics.js";

export interface CanaryOptions {
  /** Share of the units. */
  readonly share: number;
  readonly guardrails: readonly Guardrail[];
  readonly circuit?: CircuitOptions;
}

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
  readonly requests: number;
  readonly units: number;
  readonly verdicts: readonly GuardrailVerdict[];
}

export interface ShadowStatus extends ShadowCounts {
  readonly version: string;
  /** Pairs that decided alike. */
  readonly agreed: number;
  /** Mean distance of the outputs; undefined of no pairs. */
  readonly meanAbsoluteDifference: number | undefined;
}

export interface FlipOptions<Input> {
  /** Requests answered before the switch, not counted and not logged, so that code is warm and features are proven to compute. */
  readonly warmUp?: readonly Input[];
}

export type RouterEvent =
  | { readonly type: "flip"; readonly from: string; readonly to: string; readonly epoch: number }
  | { readonly type: "canary-start"; readonly version: string; readonly share: number; readonly epoch: number }
  | { readonly type: "canary-end"; readonly version: string; readonly epoch: number }
  | ({ readonly type: "rollback"; readonly epoch: number } & Rollback)
  /** The prediction log did not take an answer that was given. */
  | { readonly type: "unlogged"; readonly version: string; readonly key: string; readonly cause: unknown };

/** Answers requests by registered versions: one champion, beside it at most one canary that answers some units and one shadow that answers nobody. */
export interface Router<Row, Label extends string, Target> {
  /** @throws what the champion threw, unless a fallback is declared. */
  predict(row: InputRow<Row, Label>): Promise<Answer<Target>>;
  /** The version that answers all others. */
  readonly champion: ModelVersion;
  readonly epoch: number;
  /** Lets a version answer the same requests unseen, as arm `shadow`. */
  shadow(version: string, options?: ShadowLaneOptions): Promise<void>;
  stopShadow(): void;
  shadowStatus(): ShadowStatus | undefined;
  /** Resolves when every accepted shadow request is done. */
  shadowIdle(): Promise<void>;
  /** Lets a version answer a share of the units; its failures are answered by the champion, and guardrails roll it back by themselves. */
  canary(version: string, options: CanaryOptions): Promise<void>;
  endCanary(): CanaryStatus | undefined;
  canaryStatus(): CanaryStatus | undefined;
  /** The canary that was rolled back last. */
  readonly lastRollback: Rollback | undefined;
  /** Makes a version champion for all requests from now on: loaded and warmed first, switched at once; `drained` resolves when the former one answers nobody any more. */
  flip(version: string, options?: FlipOptions<InputRow<Row, Label>>): Promise<{ readonly drained: Promise<void> }>;
  /** Back to the former champion, which was kept warm: no loading, no waiting. */
  flipBack(): { readonly drained: Promise<void> };
  on(listener: (event: RouterEvent) => void): () => void;
  /** By version since the router began. */
  metrics(): ReadonlyMap<string, VersionMetrics>;
}
