import type { Store } from "golden-pipeline";
import type { Router } from "golden-pipeline/deployment";
import { evaluatePairs, superior } from "golden-pipeline/evaluation";
import { joinLabels, pairShadow, readLabels, readPredictions } from "golden-pipeline/feedback";
import { brierScore, logLoss, rocAuc } from "golden-pipeline/metrics";
import type { EvaluationReport, ModelVersion } from "golden-pipeline/model";
import { type Flight, late } from "./contract.js";

/** Five months are judged: together they shall promote by luck at most once in twenty times. */
const alpha = 0.05 / 5;

/** What a challenger's time in shadow came to; plain JSON. */
export interface ShadowJudgement {
  readonly shadow: EvaluationReport | null;
  /** What the same pairs would have said, had flights of one day been taken as independent. */
  readonly independent: string | null;
  readonly shadowCounts: {
    readonly completed: number;
    readonly dropped: number;
    readonly timedOut: number;
    readonly failed: number;
  } | null;
}

export const unjudged: ShadowJudgement = { shadow: null, independent: null, shadowCounts: null };

/** Ends the shadow, whose predictions and labels are durable by now, and judges it by the labels that have arrived: both models on the same flights, paired, by day. */
export async function judgeShadow(options: {
  readonly store: Store;
  readonly log: string;
  readonly router: Router<Flight, "delay", boolean>;
  readonly challenger: ModelVersion;
  readonly champion: string;
}): Promise<ShadowJudgement> {
  const { store, log, router, challenger, champion } = options;
  const counts = router.shadowStatus();
  if (counts === undefined) return unjudged;
  await router.stopShadow();
  const { completed, dropped, timedOut, failed } = counts;
  const joined = await joinLabels({ predictions: readPredictions(store, log), labels: readLabels(store, log) });
  const paired = pairShadow(late, joined.rows, { candidate: challenger.id });
  const shared = {
    candidateVersion: challenger.manifest.candidate,
    championVersion: champion,
    gate: superior({ metric: logLoss(), alpha }),
  };
  const { clusters: _, ...candidate } = paired.candidate;
  const { clusters: __, ...championRows } = paired.champion;
  const independent = await evaluatePairs(late, { candidate, champion: championRows }, { ...shared, metrics: [] });
  return {
    shadow: await evaluatePairs(late, paired, { ...shared, metrics: [logLoss(), rocAuc(), brierScore()] }),
    independent: independent.gate.decision,
    shadowCounts: { completed, dropped, timedOut, failed },
  };
}
