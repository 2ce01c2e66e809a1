import { checkOptions, fingerprint, type OptionRules, option } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";
import type { Metric } from "../../metrics/index.js";
import { unansweredAt } from "../../model/house.js";
import type { EvaluationReport, Predictions } from "../../model/index.js";
import { evaluatePredictions } from "../evaluate-predictions.js";
import type { Gate } from "../gates/gate.js";
import { all } from "../gates/gates.js";
import { doubtBy } from "../gates/share-rule.js";
import { metricFacts } from "../metric-facts.js";
import {
  type UnansweredOptions,
  unansweredParams,
  unansweredReport,
  unansweredRule,
  unansweredRules,
  unansweredWords,
} from "../report/unanswered-report.js";
import type { Answers } from "./answers.js";
import { disagreementsOf } from "./disagreements.js";
import type { Layer } from "./layer.js";
import { type ScoredAnswers, scoreAnswers } from "./score-answers.js";
import { type AnswerScore, meanScore } from "./score-metrics.js";
import { undecidedRule } from "./undecided-rule.js";

export interface EvaluateAnswersOptions<Out, Target> extends UnansweredOptions {
  /** Cheap ones first: each decides what it is sure of. */
  readonly layers: readonly Layer<Out, Target>[];
  /** @default [meanScore()] */
  readonly metrics?: readonly Metric<AnswerScore>[];
  /** @default none: the report is inconclusive */
  readonly gate?: Gate<AnswerScore>;
  /** With a larger share of rows that no layer could decide, no gate passes. @default 0.05 */
  readonly maximumUndecided?: number;
  /** How many of the worst rows the report shows, with their texts; 0 keeps texts out of it. @default 20 */
  readonly examples?: number;
}

export const answersRules: OptionRules<EvaluateAnswersOptions<never, never>> = {
  layers: option.required(option.listOf(option.layer)),
  metrics: option.listOf(option.metric),
  gate: option.gate,
  maximumUndecided: option.share,
  examples: option.wholeNumber({ minimum: 0 }),
  ...unansweredRules,
};

/**
 * Judges answers that were given elsewhere, layer by layer, and lets the gate decide on the scores: the same report as for a classifier, with the
 * flow through the layers. Rows that no layer decided (for either side, when there is a champion) count in no metric, and are told; those that are
 * `unanswered` score 0, or are left out where the options say so.
 * @throws {InvalidArgumentError} predictions are not aligned by id, an id stands twice, or a gold is empty.
 */
export async function evaluateAnswers<Out, Target>(
  answers: Answers<Out, Target>,
  options: EvaluateAnswersOptions<Out, Target>,
  context: { readonly signal?: AbortSignal } = {},
): Promise<EvaluationReport> {
  checkOptions<EvaluateAnswersOptions<Out, Target>>("evaluate answers", options, answersRules);
  const { layers, metrics, gate, maximumUndecided, examples } = { ...defaults(), ...options };
  const { champion } = answers;
  const leftOut = options.unanswered === "leave-out";
  const mine = await scoreAnswers(answers, layers, context);
  const theirs = champion && (await scoreAnswers(champion, layers, context));
  const answered = answers.ids
    .map((_, row) => row)
    .filter((row) => !leftOut || (!unansweredAt(answers, row) && !(champion && unansweredAt(champion, row))));
  const kept = answered.filter(
    (row) => mine.verdicts[row]?.decides && (theirs === undefined || theirs.verdicts[row]?.decides),
  );
  const base = evaluatePredictions<AnswerScore>({
    candidate: scoresOf(answers, mine, kept),
    candidateVersion: answers.version ?? "candidate",
    ...(champion &&
      theirs && {
        champion: scoresOf(champion, theirs, kept),
        championVersion: champion.version ?? "champion",
      }),
    metrics,
    gate,
  });
  const undecided = answered.length - kept.length;
  const rows = answers.ids.length;
  const rule = undecidedRule(undecided, rows, maximumUndecided);
  const sides = { mine: answers.unanswered, theirs: champion?.unanswered };
  const unanswered = unansweredReport(answers.ids, sides.mine, sides.theirs, examples);
  const doubt = unansweredRule({ ...sides, leftOut, rows, maximum: options.maximumUnanswered });
  // Scores are neither probabilities nor classes, and the texts say more than the scores.
  const { digest: _, confusion: __, ...content } = base;
  const report = {
    ...content,
    curves: {},
    gate: doubtBy(base.gate, [rule, doubt]),
    ...(unanswered && { unanswered }),
    layers: mine.layers,
    disagreements: disagreementsOf({ answers, mine, theirs, examples }),
    warnings: [
      ...base.warnings,
      ...(undecided === 0 ? [] : [rule.message]),
      ...(unanswered ? unansweredWords(unanswered, rows) : []),
    ],
  };
  const json = JSON.parse(JSON.stringify(report)) as JsonObject & Omit<EvaluationReport, "digest">;
  return { ...json, digest: fingerprint(json) };
}

function defaults() {
  return { metrics: [meanScore()], gate: all<AnswerScore>([]), maximumUndecided: 0.05, examples: 20 };
}

/** The options as they go into a stage's fingerprint, with every default. */
export function layerParams<Out, Target>(options: EvaluateAnswersOptions<Out, Target>): JsonObject {
  const { layers, metrics, gate, maximumUndecided, examples } = { ...defaults(), ...options };
  return {
    ...unansweredParams(options),
    layers: layers.map(({ name, kind, params }) => ({ name, kind, params })),
    metrics: metrics.map(metricFacts),
    gate: { id: gate.id, params: gate.params },
    maximumUndecided,
    examples,
  };
}

/** Scores of the rows that both sides have, as predictions. */
function scoresOf<Out, Target>(
  { ids, clusters, slices, dataset, severities }: Predictions<Out, Target>,
  { verdicts }: ScoredAnswers,
  kept: readonly number[],
): Predictions<number, number> {
  return {
    ids: kept.map((row) => ids[row] as string),
    outputs: Float64Array.from(kept, (row) => verdicts[row]?.score as number),
    targets: new Float64Array(kept.length).fill(1),
    ...(dataset !== undefined && { dataset }),
    ...(clusters && { clusters: kept.map((row) => clusters[row] as string) }),
    ...(severities && { severities: kept.map((row) => severities[row] as string) }),
    ...(slices && {
      slices: Object.fromEntries(
        Object.entries(slices).map(([name, mask]) => [name, Uint8Array.from(kept, (row) => mask[row] as number)]),
      ),
    }),
  };
}
