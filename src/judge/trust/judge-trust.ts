import { checkArguments, checkOptions, type OptionRule, type OptionRules, option } from "../../core/house.js";
import type { Proportion } from "../../stats/house.js";
import { wilsonInterval } from "../../stats/house.js";
import type { Interval } from "../../stats/index.js";
import { alphaInterval } from "./alpha-interval.js";
import { type CohenKappa, cohenKappa } from "./cohen-kappa.js";
import { type ConfusionTable, confusionTable, type Label } from "./confusion-table.js";
import { krippendorffAlpha, type RatingScale } from "./krippendorff-alpha.js";

/** An item that people have labelled. */
export interface TrustPair<L extends Label> {
  readonly human: L;
  /** Undefined where the judge gave no valid verdict: such items count against its coverage. */
  readonly judge: L | undefined;
}

export type AgreementMeasure = "kappa" | "linear-kappa" | "quadratic-kappa" | "alpha";

export interface JudgeTrustOptions<L extends Label> {
  /** Which judge it is (`judge.id`): its trust is worth nothing to another. */
  readonly judge: string;
  /** The agreement a judge has to reach to be believed; 0.6 is often called substantial. */
  readonly minimum: number;
  /** @default "kappa" */
  readonly measure?: AgreementMeasure;
  /** What has to reach the minimum: the interval's lower end, so that few labels prove nothing, or the estimate. @default "lower-end" */
  readonly by?: "lower-end" | "estimate";
  /** For alpha. @default "nominal" */
  readonly scale?: RatingScale;
  /** All labels in their order, which weighted kappa and the table go by. @default those seen, sorted */
  readonly labels?: readonly L[];
  /** Which labels are positive, for sensitivity and specificity. @default they are not computed */
  readonly positive?: (label: L) => boolean;
  /** Fewer judged items are too few to say anything, also when all agree and the interval has no width. @default 30 */
  readonly minimumItems?: number;
  /** The share of labelled items that has to have a valid verdict. @default 0.9 */
  readonly minimumCoverage?: number;
  /** @default 0.95 */
  readonly confidence?: number;
  /** Of alpha's bootstrap. @default 0 */
  readonly seed?: number | string;
}

const rules: OptionRules<JudgeTrustOptions<Label>> = {
  judge: option.required(option.text),
  minimum: option.required(option.number({ minimum: -1, maximum: 1 })),
  measure: option.oneOf("kappa", "linear-kappa", "quadratic-kappa", "alpha"),
  by: option.oneOf("lower-end", "estimate"),
  scale: option.oneOf("nominal", "ordinal", "interval"),
  labels: option.listOf(option.anything),
  positive: option.callback,
  minimumItems: option.count,
  minimumCoverage: option.share,
  confidence: option.level,
  seed: option.seed,
};

const label: OptionRule = {
  expected: "a label: text or a number",
  holds: (value) => typeof value === "string" || (typeof value === "number" && !Number.isNaN(value)),
};
const labelIfAny: OptionRule = {
  expected: "a label, or undefined where the judge gave none",
  holds: (value) => value === undefined || label.holds(value),
};

/** How far a judge agrees with people, and whether it may decide. */
export interface JudgeTrust<L extends Label = Label> {
  readonly judge: string;
  readonly status: "trusted" | "untrusted" | "inconclusive" | "insufficient-data";
  /** Only a trusted judge decides a gate; every other is reported. */
  readonly mayDecide: boolean;
  readonly reason: string;
  /** Items that people labelled, and those of them with a valid verdict. */
  readonly items: number;
  readonly judged: number;
  readonly coverage: number | undefined;
  readonly measure: AgreementMeasure;
  readonly minimum: number;
  /** Of the stated measure. */
  readonly agreement: number | undefined;
  readonly interval: Interval | undefined;
  /** The share of equal labels, which base rates alone can make high. */
  readonly rawAgreement: number | undefined;
  readonly rawInterval: Interval | undefined;
  readonly kappa: CohenKappa | undefined;
  readonly linearKappa: CohenKappa | undefined;
  readonly quadraticKappa: CohenKappa | undefined;
  readonly alpha: number | undefined;
  /** Rows are people, columns the judge. */
  readonly confusion: ConfusionTable<L>;
  /** For `roganGladen`; undefined without `positive`. */
  readonly sensitivity: Proportion | undefined;
  readonly specificity: Proportion | undefined;
}

/**
 * Compares a judge with human labels. It is trusted when the stated agreement is reached, untrusted when it is out of
 * reach, and inconclusive when the labels are too few to tell.
 *
 * @example judgeTrust(judgements.map(({ id, criteria }) => ({ human: labels[id], judge: criteria?.accuracy.levels[0] })), { judge: judge.id, minimum: 0.6 })
 * @throws {InvalidArgumentError} an option is outside its range.
 */
export function judgeTrust<L extends Label>(
  pairs: readonly TrustPair<L>[],
  options: JudgeTrustOptions<L>,
): JudgeTrust<L> {
  checkArguments("judge trust", { pairs }, { pairs: option.listOf(option.noun) });
  checkOptions<JudgeTrustOptions<L>>("judge trust", options, rules);
  for (const [index, pair] of pairs.entries())
    checkArguments(
      `judge trust, pair ${index}`,
      { human: pair.human, judge: pair.judge },
      { human: label, judge: labelIfAny },
    );
  const { judge, minimum, measure = "kappa", by = "lower-end", scale = "nominal", labels, positive } = options;
  const { minimumItems = 30, minimumCoverage = 0.9, confidence = 0.95, seed = 0 } = options;
  const judged = pairs.flatMap((pair) => (pair.judge === undefined ? [] : [{ human: pair.human, judge: pair.judge }]));
  const confusion = confusionTable(
    judged.map(({ human }) => human),
    judged.map((pair) => pair.judge),
    labels === undefined ? {} : { labels },
  );
  const units = judged.map((pair) => [pair.human, pair.judge]);
  const kappa = cohenKappa(confusion, { confidence });
  const linearKappa = cohenKappa(confusion, { confidence, weights: "linear" });
  const quadraticKappa = cohenKappa(confusion, { confidence, weights: "quadratic" });
  const alpha = krippendorffAlpha(units, { scale });
  const kappas = { kappa, "linear-kappa": linearKappa, "quadratic-kappa": quadraticKappa };
  const agreement = measure === "alpha" ? alpha : kappas[measure]?.kappa;
  const interval = measure === "alpha" ? alphaInterval(units, { scale, confidence, seed }) : kappas[measure]?.interval;
  const equal = judged.filter((pair) => pair.human === pair.judge).length;
  const raw = { successes: equal, trials: judged.length };
  const coverage = pairs.length === 0 ? undefined : judged.length / pairs.length;
  const facts = { judged: judged.length, coverage, agreement, interval };
  const verdict = decide(facts, { minimum, by, minimumItems, minimumCoverage });
  return {
    judge,
    ...verdict,
    mayDecide: verdict.status === "trusted",
    items: pairs.length,
    measure,
    minimum,
    ...facts,
    rawAgreement: judged.length === 0 ? undefined : equal / judged.length,
    rawInterval: wilsonInterval(raw, confidence),
    kappa,
    linearKappa,
    quadraticKappa,
    alpha,
    confusion,
    sensitivity: positive && hits(judged, positive),
    specificity: positive && hits(judged, (label) => !positive(label)),
  };
}

function decide(
  facts: {
    readonly judged: number;
    readonly coverage: number | undefined;
    readonly agreement: number | undefined;
    readonly interval: Interval | undefined;
  },
  rule: {
    readonly minimum: number;
    readonly by: "lower-end" | "estimate";
    readonly minimumItems: number;
    readonly minimumCoverage: number;
  },
): { readonly status: JudgeTrust["status"]; readonly reason: string } {
  const { judged, coverage = 0, agreement, interval } = facts;
  const { minimum, by, minimumItems, minimumCoverage } = rule;
  if (judged < minimumItems)
    return {
      status: "insufficient-data",
      reason: `${judged} judged items with human labels, fewer than ${minimumItems}`,
    };
  if (agreement === undefined || interval === undefined)
    return { status: "insufficient-data", reason: "agreement is undefined: the labels do not vary" };
  if (coverage < minimumCoverage)
    return {
      status: "untrusted",
      reason: `valid verdicts on ${show(coverage)} of the items, below ${minimumCoverage}`,
    };
  const reached = by === "estimate" ? agreement : interval.low;
  const told = `agreement ${show(agreement)} [${show(interval.low)}, ${show(interval.high)}]`;
  if (reached >= minimum) return { status: "trusted", reason: `${told} reaches ${minimum}` };
  if (by === "estimate" || interval.high < minimum)
    return { status: "untrusted", reason: `${told} is below ${minimum}` };
  return { status: "inconclusive", reason: `${told} may be above or below ${minimum}: more human labels are needed` };
}

/** Of the items that people give such a label, those that the judge does too. */
function hits<L extends Label>(
  judged: readonly { readonly human: L; readonly judge: L }[],
  is: (label: L) => boolean,
): Proportion {
  const relevant = judged.filter(({ human }) => is(human));
  return { successes: relevant.filter(({ judge }) => is(judge)).length, trials: relevant.length };
}

function show(value: number): string {
  return value.toFixed(3);
}
