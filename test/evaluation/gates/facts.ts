import type { Gate } from "golden-pipeline/evaluation";
import { accuracy } from "golden-pipeline/metrics";
import type { ClusterRobustEstimate } from "golden-pipeline/stats";
import type { GateFacts } from "../../../src/evaluation/gates/gate.js";

export const metric = accuracy();
export const estimated = (estimate: number, some: Partial<ClusterRobustEstimate> = {}): ClusterRobustEstimate => ({
  estimate,
  standardError: 0.01,
  degreesOfFreedom: 24,
  clusters: 25,
  rows: 100,
  ...some,
});
/** What a gate is shown: a candidate that is better by five standard errors, unless said otherwise. */
export const facts = (some: Partial<GateFacts> = {}): GateFacts => ({
  value: () => estimated(0.9),
  difference: () => estimated(0.05),
  slices: () => [],
  newFailures: undefined,
  champion: "model@1",
  clustered: true,
  ...some,
});
export const decide = (gate: Gate<never>, some: Partial<GateFacts> = {}) => gate.decide(facts(some));
