import { checkOptions, fingerprint, type OptionRules, option } from "../core/house.js";
import type { JsonObject } from "../core/index.js";
import { calibrationCurve, precisionRecallCurve, rocCurve } from "../metrics/house.js";
import type { Metric } from "../metrics/index.js";
import type { EvaluationReport, Predictions } from "../model/index.js";
import type { ClusterRobustEstimate } from "../stats/index.js";
import { estimateDifference, estimateMetric } from "./estimates.js";
import { answeredPlaces, answeredRows, type EvaluationRows, isYesNo } from "./evaluation-rows.js";
import type { Gate } from "./gates/gate.js";
import { all } from "./gates/gates.js";
import { doubtOneClass, oneClassMessage, oneClassOf } from "./gates/one-class.js";
import { doubtBy } from "./gates/share-rule.js";
import { alignRows } from "./report/aligned-rows.js";
import { classScoresOf } from "./report/class-scores-of.js";
import { confusionOf } from "./report/confusion-of.js";
import { type JudgedSides, takeSides } from "./report/judged-sides.js";
import { newFailures } from "./report/new-failures.js";
import { metricValues, pairedComparison, sliceReports, sliceRows } from "./report/slice-reports.js";
import {
  type Unanswered,
  type UnansweredOptions,
  unansweredReport,
  unansweredRule,
  unansweredRules,
  unansweredWords,
} from "./report/unanswered-report.js";
import { worstRows } from "./report/worst-rows.js";
import type { AnyPredictions, TaskPredictions } from "./task-predictions.js";

export interface EvaluatePredictionsOptions<Target, Out extends number | string = number> extends UnansweredOptions {
  /** One number or label a row, or outputs and targets of any task. */
  readonly candidate: Predictions<Out, Out> | TaskPredictions;
  /** The champion's predictions for the same ids in the same order. */
  readonly champion?: Predictions<Out, Out> | TaskPredictions;
  readonly candidateVersion: string;
  readonly championVersion?: string;
  readonly metrics: readonly Metric<Target>[];
  /** @default none: the report says inconclusive and has no rules, so that nothing is promoted on it without an override */
  readonly gate?: Gate<Target>;
  /** Slices with fewer rows are marked as small. @default 100 */
  readonly smallSlice?: number;
  /** How many of the worst rows the report names; 0 keeps outputs and targets out of it. @default 20 */
  readonly examples?: number;
}

const mostPoints = 200;

/**
 * Judges predictions: metrics with intervals, slices, the paired comparison with the champion, and the gate's verdict, as one report
 * of plain JSON whose digest covers all of it. Plain outputs are class labels (texts), or numbers: probabilities of yes, or estimates. Those
 * of any task (probabilities by class or label, scores of a ranking, vectors) come as `Outputs` beside `Targets`.
 *
 * @throws {InvalidArgumentError} the two models' predictions are not aligned by id, an id stands twice, or a value is neither a
 *   number nor a label.
 */
export function evaluatePredictions(options: EvaluatePredictionsOptions<string, string>): EvaluationReport;
export function evaluatePredictions<Target>(options: EvaluatePredictionsOptions<Target>): EvaluationReport;
export function evaluatePredictions(
  options: EvaluatePredictionsOptions<never> | EvaluatePredictionsOptions<never, string>,
): EvaluationReport {
  return reportOn(options);
}

const rules: OptionRules<EvaluatePredictionsOptions<never> & KnownRows> = {
  inputsOf: option.callback,
  candidate: option.required(option.noun),
  champion: option.noun,
  candidateVersion: option.required(option.text),
  championVersion: option.text,
  metrics: option.required(option.listOf(option.metric)),
  gate: option.gate,
  smallSlice: option.wholeNumber({ minimum: 0 }),
  examples: option.wholeNumber({ minimum: 0 }),
  ...unansweredRules,
};

/** What only the house knows of rows. */
interface KnownRows {
  /** What a row says without its labels. @default the predictions' `inputs` */
  readonly inputsOf?: (row: number) => JsonObject;
}

/** The same of metrics and predictions whose task is known to be one only when it runs. */
export function reportOn(
  options: (EvaluatePredictionsOptions<never> | EvaluatePredictionsOptions<never, string>) & KnownRows,
): EvaluationReport {
  checkOptions<(EvaluatePredictionsOptions<never> | EvaluatePredictionsOptions<never, string>) & KnownRows>(
    "evaluation",
    options,
    rules,
  );
  const { candidate, metrics, gate = all<never>([]), smallSlice = 100, examples = 20 } = options;
  const inputsOf = options.inputsOf ?? (candidate.inputs && ((row: number) => candidate.inputs?.[row]));
  const { slices: masks = {}, severities } = candidate;
  const everything = {
    ids: candidate.ids,
    ...alignRows(candidate, options.champion),
    slices: masks,
    severities,
    inputsOf,
  };
  const isLeftOut = options.unanswered === "leave-out" && everything.rows.unanswered !== undefined;
  const sides: JudgedSides = isLeftOut ? takeSides(everything, answeredPlaces(everything.rows)) : everything;
  const { rows, champion } = sides;
  const differences = new Map<string, ClusterRobustEstimate | undefined>();
  const difference = (metric: Metric<never>): ClusterRobustEstimate | undefined => {
    if (champion === undefined) return undefined;
    if (!differences.has(metric.name)) differences.set(metric.name, estimateDifference(metric, rows, champion));
    return differences.get(metric.name);
  };
  const primary = options.gate === undefined ? metrics[0] : gate.metrics[0];
  const paired = primary && difference(primary);
  const slices = sliceRows(sides.slices, rows, champion);
  const oneClass = oneClassOf(rows, metrics);
  const confusion = confusionOf(rows);
  const classes = classScoresOf(rows);
  const first = primary ?? metrics[0];
  const disagreements = worstRows({
    metric: first,
    ...(rows.unanswered && !first?.decides ? takeSides(sides, answeredPlaces(rows)) : sides),
    count: examples,
  });
  const missing = { mine: unansweredOf(candidate), theirs: options.champion && unansweredOf(options.champion) };
  const unanswered = unansweredReport(candidate.ids, missing.mine, missing.theirs, examples);
  const doubt = unansweredRule({
    ...missing,
    leftOut: isLeftOut || [...metrics, ...gate.metrics].some(({ decides }) => !decides),
    rows: candidate.ids.length,
    maximum: options.maximumUnanswered,
  });
  const content = {
    format: "evaluation@1" as const,
    candidate: options.candidateVersion,
    champion: options.championVersion,
    dataset: candidate.dataset ?? "unknown",
    rows: rows.outputs.length,
    metrics: metricValues(metrics, rows),
    slices: sliceReports(slices, metrics, primary, smallSlice),
    ...(primary && paired && { comparison: pairedComparison(primary, paired) }),
    gate: doubtOneClass(
      doubtBy(
        gate.decide({
          value: (metric) => estimateMetric(metric, rows),
          difference,
          slices: (metric) =>
            slices.map((one) => ({
              slice: one.slice,
              rows: one.rows.outputs.length,
              difference: one.champion && estimateDifference(metric, one.rows, one.champion),
            })),
          newFailures: champion && newFailures(rows, champion, sides.severities),
          champion: champion === undefined ? undefined : (options.championVersion ?? "champion"),
          clustered: rows.clusters !== undefined,
        }),
        [doubt],
      ),
      oneClass,
      rows.outputs.length,
    ),
    ...(unanswered && { unanswered }),
    ...(disagreements.length > 0 && { disagreements }),
    ...(confusion && { confusion }),
    ...(classes && { classes }),
    curves: rows.labels === undefined ? curvesOf(answeredRows(rows)) : {},
    warnings: [
      ...(rows.clusters === undefined
        ? [
            "no cluster was stated: rows count as independent, which overstates certainty when rows of one day or user are alike",
          ]
        : []),
      ...(oneClass === undefined ? [] : [oneClassMessage(oneClass, rows.outputs.length)]),
      ...(unanswered ? unansweredWords(unanswered, candidate.ids.length) : []),
    ],
  };
  const report = JSON.parse(JSON.stringify(content)) as Omit<EvaluationReport, "digest">;
  return { ...report, digest: fingerprint(report) };
}

function unansweredOf({ outputs }: AnyPredictions): Unanswered {
  return "task" in outputs ? outputs.unanswered : undefined;
}

function curvesOf(rows: EvaluationRows) {
  const { outputs, targets } = rows;
  const yesNo = isYesNo(rows);
  const points = yesNo ? precisionRecallCurve(targets, outputs) : [];
  const step = Math.max(1, Math.ceil(points.length / mostPoints));
  return {
    // Numbers have neither probabilities nor answers.
    calibration: yesNo && isShares(outputs) ? calibrationCurve(targets, outputs).map((bin) => ({ ...bin })) : [],
    roc: yesNo ? rocCurve(targets, outputs).map((point) => [...point]) : [],
    ...(yesNo && {
      precisionRecall: points
        .filter((_, index) => index % step === 0 || index === points.length - 1)
        .map(({ precision, recall }) => [recall, precision]),
    }),
  };
}

function isShares(outputs: Float64Array): boolean {
  return outputs.every((output) => output >= 0 && output <= 1);
}
