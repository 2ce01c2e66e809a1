import { checkOptions, type OptionRules, option } from "../../core/house.js";
import {
  type AlertCondition,
  growthCondition,
  type ShownSeries,
  shareCondition,
  valueCondition,
} from "./alert-conditions.js";
import { writeYaml, type Yaml } from "./write-yaml.js";

export interface PrometheusRulesOptions {
  /** The label `model` of its metrics. */
  readonly model: string;
  /** The share of requests that a version may fail, from 0 to 1. @default none is watched */
  readonly errorShare?: number;
  /** The share of requests that something else than the assigned version may answer, from 0 to 1. @default none is watched */
  readonly fallbackShare?: number;
  /** Seconds within which 99 % of the answers of each version have to come. @default none is watched */
  readonly latencySeconds?: number;
  /** How long something has to be wrong before it is told. @default 10 */
  readonly forMinutes?: number;
  /** What rates are taken over; several times the interval of scrapes. @default 5 */
  readonly windowMinutes?: number;
  /** Labels that every alert is given, by which it is sent on. @default { severity: "page" } */
  readonly labels?: { readonly [label: string]: string };
  /** Where people read what to do. @default none */
  readonly runbook?: string;
  /** What the file of rules is called where the tests stand. @default "rules.yml" */
  readonly rulesFile?: string;
}

const labelNames = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;

const rules: OptionRules<PrometheusRulesOptions> = {
  model: option.required(option.text),
  errorShare: option.share,
  fallbackShare: option.share,
  latencySeconds: option.number({ minimum: 0 }),
  forMinutes: option.wholeNumber({ minimum: 0 }),
  windowMinutes: option.count,
  labels: {
    expected: "texts by names of labels, `model` and `check` not among them",
    holds: (value) =>
      option.noun.holds(value) &&
      Object.entries(value as object).every(
        ([name, said]) => labelNames.test(name) && !["model", "check"].includes(name) && typeof said === "string",
      ),
  },
  runbook: option.text,
  rulesFile: option.text,
};

/** Two files as text. */
export interface PrometheusRules {
  /** For `rule_files` of Prometheus' configuration. */
  readonly rules: string;
  /** For `promtool test rules`: each alert is told when it should be, not before, and not otherwise. */
  readonly tests: string;
}

/**
 * Alerts over what `routerMetrics` and `monitorMetrics` tell of a model, as a group of Prometheus' rules in YAML, and unit tests of them.
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 */
export function prometheusRules(options: PrometheusRulesOptions): PrometheusRules {
  checkOptions("prometheus rules", options, rules);
  const { model, forMinutes = 10, labels = { severity: "page" }, runbook, rulesFile = "rules.yml" } = options;
  const conditions = conditionsOf(options);
  const kept = { forMinutes, windowMinutes: options.windowMinutes ?? 5, labels, runbook };
  return {
    rules: writeYaml({
      groups: [{ name: `golden-pipeline ${model}`, rules: conditions.map((condition) => ruleOf(condition, kept)) }],
    }),
    tests: writeYaml({
      rule_files: [rulesFile],
      evaluation_interval: "1m",
      tests: conditions.flatMap((condition) => testsOf(condition, kept)),
    }),
  };
}

function conditionsOf(options: PrometheusRulesOptions): readonly AlertCondition[] {
  const { model, windowMinutes = 5, errorShare, fallbackShare, latencySeconds } = options;
  const place = { model, windowMinutes };
  const found: AlertCondition[] = [];
  if (errorShare !== undefined)
    found.push(
      shareCondition(place, {
        alert: "ModelErrors",
        counter: "router_errors_total",
        above: errorShare,
        what: "fail",
      }),
    );
  if (fallbackShare !== undefined)
    found.push(
      shareCondition(place, {
        alert: "ModelFallbacks",
        counter: "router_fallbacks_total",
        above: fallbackShare,
        what: "are answered by something else",
      }),
    );
  if (latencySeconds !== undefined)
    found.push(
      valueCondition(place, {
        alert: "ModelLatency",
        gauge: "router_latency_p99_seconds",
        above: latencySeconds,
        say: (told) =>
          `99 % of the answers of ${told.model} come within ${told.value} s, ${latencySeconds} s is allowed`,
      }),
    );
  return [
    ...found,
    valueCondition(place, {
      alert: "ModelDrift",
      gauge: "model_drift",
      above: 0,
      say: (told) => `${told.by} of ${told.model} has drifted`,
      by: { label: "check", shown: "calibration" },
    }),
    growthCondition(place, {
      alert: "ModelPredictionsUnlogged",
      counter: "router_unlogged_total",
      what: "The prediction log does not take answers",
    }),
    valueCondition(place, {
      alert: "ModelStoreAway",
      gauge: "router_store_away",
      above: 0,
      say: (told) => `The store of the rollouts of ${told.model} does not answer`,
    }),
    valueCondition(place, {
      alert: "ModelRegistryAway",
      gauge: "router_registry_away",
      above: 0,
      say: (told) => `The registry of ${told.model} does not answer`,
    }),
  ];
}

interface Kept {
  readonly forMinutes: number;
  readonly windowMinutes: number;
  readonly labels: { readonly [label: string]: string };
  readonly runbook: string | undefined;
}

function ruleOf({ alert, expression, summary }: AlertCondition, { forMinutes, labels, runbook }: Kept): Yaml {
  return {
    alert,
    expr: expression,
    for: `${forMinutes}m`,
    ...(Object.keys(labels).length > 0 && { labels }),
    annotations: { summary, ...(runbook !== undefined && { runbook_url: runbook }) },
  };
}

/** What is wrong from the start is told when it has lasted long enough; what is right never is. */
function testsOf({ alert, breaks, holds, labels, said }: AlertCondition, kept: Kept): readonly Yaml[] {
  const { forMinutes, windowMinutes, runbook } = kept;
  const late = windowMinutes + forMinutes + 2;
  const told: Yaml = {
    exp_labels: { ...kept.labels, ...labels },
    exp_annotations: { summary: said, ...(runbook !== undefined && { runbook_url: runbook }) },
  };
  const test = (shown: readonly ShownSeries[], times: readonly (readonly [number, readonly Yaml[]])[]): Yaml => ({
    interval: "1m",
    input_series: shown.map(({ series, growsBy = 0, stands = 0 }) => ({
      series,
      values: `${stands}+${growsBy}x${late}`,
    })),
    alert_rule_test: times.map(([minutes, alerts]) => ({
      eval_time: `${minutes}m`,
      alertname: alert,
      exp_alerts: alerts,
    })),
  });
  const early: readonly (readonly [number, readonly Yaml[]])[] = forMinutes === 0 ? [] : [[forMinutes - 1, []]];
  return [test(breaks, [...early, [late, [told]]]), test(holds, [[late, []]])];
}
