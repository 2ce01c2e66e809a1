import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import { clipInterval, differenceRange, type ValueRange } from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";
import type { GateRuleKind } from "../../model/house.js";
import type { GateEvidence } from "../../model/index.js";
import { minimumDetectableEffect } from "../../stats/house.js";
import type { ClusterRobustEstimate } from "../../stats/index.js";
import { metricFacts } from "../metric-facts.js";
import { checkDrop, checkLimit } from "./check-limit.js";
import { decideRule, type RuleNumbers, ruleBounds } from "./decide-rule.js";
import { combineDecisions, type Gate, type GateFacts, type GateRule } from "./gate.js";

export interface GateOptions<Target> {
  readonly metric: Metric<Target>;
  /** The chance of passing a candidate that should not pass. @default 0.05 */
  readonly alpha?: number;
  /** Days or users that are needed before anything is decided. @default 20 */
  readonly minimumClusters?: number;
  /** For the minimum detectable effect. @default 0.8 */
  readonly power?: number;
}

const rules: OptionRules<GateOptions<never>> = {
  metric: option.required(option.metric),
  alpha: option.level,
  minimumClusters: option.wholeNumber({ minimum: 0 }),
  power: option.level,
};

const valueRules: OptionRules<{ readonly value: number }> = { value: option.required(option.number()) };

function checkGate<More extends object>(options: object, more: OptionRules<More>): void {
  checkOptions("gate", options, { ...rules, ...more });
}

/** Passes when the candidate is better than the champion beyond chance. */
export function superior<Target>(options: GateOptions<Target>): Gate<Target> {
  checkGate<object>(options, {});
  return compared("superior", options, 0);
}

/**
 * Passes when the candidate is worse than the champion by less than the margin, beyond doubt. @param options.margin In the metric's unit.
 * @throws {InvalidArgumentError} two values of the metric cannot be so far apart.
 */
export function nonInferior<Target>(options: GateOptions<Target> & { readonly margin: number }): Gate<Target> {
  checkGate<{ readonly margin: number }>(options, { margin: option.required(option.number({ above: 0 })) });
  checkDrop(options.metric, "margin", options.margin);
  return compared("non-inferior", options, -options.margin);
}

/**
 * Passes when the metric is at least the value beyond chance; for the first model, which has no champion to beat.
 * @throws {InvalidArgumentError} the metric has no such value, e.g. an accuracy of 95.
 */
export function atLeast<Target>(options: GateOptions<Target> & { readonly value: number }): Gate<Target> {
  checkGate<{ readonly value: number }>(options, valueRules);
  checkLimit(options.metric, "value", options.value);
  return absolute("at-least", options);
}

/** Passes when the metric is at most the value beyond chance. @throws {InvalidArgumentError} the metric has no such value. */
export function atMost<Target>(options: GateOptions<Target> & { readonly value: number }): Gate<Target> {
  checkGate<{ readonly value: number }>(options, valueRules);
  checkLimit(options.metric, "value", options.value);
  return absolute("at-most", options);
}

/** Passes when all of the gates do; the minimum detectable effect is the first one's. */
export function all<Target>(gates: readonly Gate<Target>[]): Gate<Target> {
  checkArguments("gate", { gates }, { gates: option.rows });
  return {
    id: "all",
    params: { gates: gates.map(({ id, params }) => ({ id, params })) },
    metrics: gates.flatMap(({ metrics }) => metrics),
    decide(facts) {
      const evidence = gates.map((gate) => gate.decide(facts));
      return {
        decision: combineDecisions(evidence.map(({ decision }) => decision)),
        rules: evidence.flatMap(({ rules }) => rules),
        minimumDetectableEffect: evidence[0]?.minimumDetectableEffect,
      };
    },
  };
}

function compared<Target>(kind: GateRuleKind, options: GateOptions<Target>, limit: number): Gate<Target> {
  const settings = resolve(options);
  return {
    id: kind,
    params: { ...settings, metric: metricFacts(options.metric), limit },
    metrics: [options.metric],
    decide(facts: GateFacts): GateEvidence {
      if (facts.champion === undefined)
        return doubt(
          kind,
          options.metric,
          settings,
          limit,
          "there is no champion to compare with: gate the first model by `atLeast`",
        );
      const against = kind === "superior" ? "no difference" : `a loss of ${-limit}`;
      return evidence(
        kind,
        options.metric,
        facts.difference(options.metric),
        settings,
        limit,
        facts,
        `difference to ${facts.champion}`,
        against,
        options.metric.range && differenceRange(options.metric.range),
      );
    },
  };
}

function absolute<Target>(
  kind: "at-least" | "at-most",
  options: GateOptions<Target> & { readonly value: number },
): Gate<Target> {
  const settings = resolve(options);
  return {
    id: kind,
    params: { ...settings, metric: metricFacts(options.metric), limit: options.value },
    metrics: [options.metric],
    decide: (facts) =>
      evidence(
        kind,
        options.metric,
        facts.value(options.metric),
        settings,
        options.value,
        facts,
        "value",
        `${kind.replace("-", " ")} ${Number(options.value.toPrecision(4))}`,
        options.metric.range,
      ),
  };
}

interface Settings {
  readonly alpha: number;
  readonly minimumClusters: number;
  readonly power: number;
}

function resolve({ alpha = 0.05, minimumClusters = 20, power = 0.8 }: Omit<GateOptions<never>, "metric">): Settings {
  return { alpha, minimumClusters, power };
}

function evidence<Target>(
  kind: GateRuleKind,
  metric: Metric<Target>,
  estimate: ClusterRobustEstimate | undefined,
  settings: Settings,
  limit: number,
  facts: GateFacts,
  what: string,
  against: string,
  range: ValueRange | undefined,
): GateEvidence {
  if (estimate === undefined) return doubt(kind, metric, settings, limit, `${metric.name} has no value on these rows`);
  // Decided by the bounds as they are; those that are told end where the metric does.
  const unclipped = ruleBounds(estimate, settings.alpha);
  const bounds = unclipped && clipInterval(unclipped, range);
  const numbers: RuleNumbers = {
    estimate: estimate.estimate,
    standardError: estimate.standardError,
    degreesOfFreedom: estimate.degreesOfFreedom,
    // Rows that were given no cluster count as independent; the report warns of it.
    clusters: facts.clustered ? estimate.clusters : undefined,
    minimumClusters: settings.minimumClusters,
    alpha: settings.alpha,
    limit,
    low: bounds?.low,
    high: bounds?.high,
  };
  const decision = decideRule(kind, numbers);
  const few = facts.clustered && estimate.clusters < settings.minimumClusters;
  const reason = few
    ? `only ${estimate.clusters} clusters, ${settings.minimumClusters} are needed`
    : bounds === undefined
      ? "no standard error: state a cluster"
      : `between ${bounds.low.toPrecision(3)} and ${bounds.high.toPrecision(3)} against ${against}`;
  const rule: GateRule = {
    rule: `${kind} ${metric.name}`,
    kind,
    decision,
    message: `${what} ${estimate.estimate.toPrecision(3)}, ${reason}`,
    numbers: { ...numbers },
  };
  return { decision, rules: [rule], minimumDetectableEffect: minimumDetectableEffect(estimate, settings) };
}

function doubt<Target>(
  kind: GateRuleKind,
  metric: Metric<Target>,
  settings: Settings,
  limit: number,
  message: string,
): GateEvidence {
  const numbers = {
    estimate: undefined,
    standardError: undefined,
    degreesOfFreedom: undefined,
    clusters: undefined,
    minimumClusters: settings.minimumClusters,
    alpha: settings.alpha,
    limit,
  };
  return {
    decision: "inconclusive",
    rules: [{ rule: `${kind} ${metric.name}`, kind, decision: "inconclusive", message, numbers }],
    minimumDetectableEffect: undefined,
  };
}
