import type { StageTracker } from "../core/index.js";
import type { EvaluationReport } from "../model/index.js";

/** Tells a tracker what an evaluation found: each metric that has a value, what the gate decided, and on what it was judged. */
export function trackReport(tracker: StageTracker, report: EvaluationReport): void {
  const { metrics, gate, dataset, candidate, champion } = report;
  for (const [name, { value }] of Object.entries(metrics)) if (value !== undefined) tracker.metrics({ [name]: value });
  tracker.tags({ gate: gate.decision, dataset, candidate, ...(champion !== undefined && { champion }) });
}
