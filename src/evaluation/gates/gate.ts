import type { JsonObject } from "../../core/index.js";
import type { Metric } from "../../metrics/index.js";
import type { GateDecision } from "../../model/house.js";
import type { GateEvidence } from "../../model/index.js";
import type { ClusterRobustEstimate } from "../../stats/index.js";

/** What a gate may look at. */
export interface GateFacts {
  /** The metric of the candidate alone. */
  value(metric: Metric<never>): ClusterRobustEstimate | undefined;
  /** Candidate against champion, above zero when the candidate is better; undefined without a champion. */
  difference(metric: Metric<never>): ClusterRobustEstimate | undefined;
  /** The same difference within each slice. */
  slices(metric: Metric<never>): readonly {
    readonly slice: string;
    readonly rows: number;
    readonly difference: ClusterRobustEstimate | undefined;
  }[];
  /** Rows that the champion had right and the candidate has wrong, by severity; undefined without a champion, or where nothing is right or wrong. */
  readonly newFailures: ReadonlyMap<string, number> | undefined;
  readonly champion: string | undefined;
  readonly clustered: boolean;
}

export type GateRule = GateEvidence["rules"][number];

/** Decides whether a candidate may be released: pass, fail, or inconclusive, always with its evidence. */
export interface Gate<in Target> {
  readonly id: string;
  readonly params: JsonObject;
  /** The metrics it looks at. */
  readonly metrics: readonly Metric<Target>[];
  decide(facts: GateFacts): GateEvidence;
}

/** Several rules: one fail is a fail, otherwise one doubt is a doubt. */
export function combineDecisions(decisions: readonly GateDecision[]): GateDecision {
  if (decisions.includes("fail")) return "fail";
  return decisions.includes("inconclusive") || decisions.length === 0 ? "inconclusive" : "pass";
}
