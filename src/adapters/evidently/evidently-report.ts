import { checkArguments, checkOptions, digestOf, type OptionRules, option } from "../../core/house.js";
import type { Json, JsonObject } from "../../core/index.js";
import type { ColumnDrift } from "./column-drift.js";
import type { EvidentlyDrift } from "./evidently-drift.js";
import { statTests } from "./stat-tests.js";

export interface EvidentlyReportOptions {
  /** When it was made: milliseconds since 1970, or a Date. */
  readonly time: number | Date;
  /** Shown in Evidently's lists. @default none */
  readonly name?: string;
  /** @default none */
  readonly tags?: readonly string[];
  /** E.g. `{ model: "…@3" }`. @default none */
  readonly metadata?: { readonly [name: string]: string };
}

const rules: OptionRules<EvidentlyReportOptions> = {
  time: option.required(option.moment),
  name: option.text,
  tags: option.listOf(option.text),
  metadata: option.noun,
};

/**
 * Drift as a snapshot of Evidently 0.7: what `DataDriftPreset` with its tests gives, without plots. `Snapshot.loads` reads it once it is written as
 * JSON, and a workspace takes it.
 * @throws {InvalidArgumentError} an option is out of range.
 */
export function evidentlyReport(drift: EvidentlyDrift, options: EvidentlyReportOptions): JsonObject {
  checkArguments(
    "evidently report",
    { drift },
    { drift: option.having("what `evidentlyDrift` gives", "columns", "share") },
  );
  checkOptions("evidently report", options, rules);
  const { time, name = null, tags = [], metadata = {} } = options;
  const columns = drift.columns.map(valueDrift);
  const count = driftedColumns(drift);
  return {
    report: { items: [] },
    name,
    timestamp: new Date(time).toISOString().slice(0, -1),
    metadata,
    tags,
    metric_results: Object.fromEntries([count, ...columns].map(({ id, result }) => [id, result])),
    top_level_metrics: [count, ...columns].map(({ id }) => id),
    widgets: [count, ...columns].flatMap(({ widgets }) => widgets),
    tests_widgets: [],
  };
}

interface MetricResult {
  readonly id: string;
  readonly result: JsonObject;
  readonly widgets: readonly Json[];
}

function valueDrift({ column, test, score, threshold, drifted }: ColumnDrift): MetricResult {
  const method = statTests[test].title;
  const { id, metric } = metricOf({ type: "evidently:metric_v2:ValueDrift", column, method, threshold });
  const shown = score === null ? "none" : score.toFixed(2);
  const label = `Data drift ${drifted ? "detected" : "not detected"}. Drift detection method: ${method}. Drift score: ${score === null ? shown : score.toFixed(3)}`;
  const widgets = [counter(id, "", 2, label, `Drift in column '${column}'`)];
  const test_ = {
    id: "drift",
    name: `Value Drift for column ${column}`,
    description: `Drift score is ${shown}. The drift detection method is ${method}. The drift threshold is ${threshold.toFixed(2)}.`,
    metric_config: metric,
    test_config: {},
    status: drifted ? "FAIL" : "SUCCESS",
    bound_test: {
      type: "evidently:bound_test:ValueDriftBoundTest",
      test: { type: "evidently:test_v2:ValueDriftTest" },
      metric_fingerprint: id,
    },
  };
  const result = singleValue(`Value drift for ${column}`, { metric, param: {} }, score, {
    widget: widgets,
    tests: [test_],
  });
  return { id, widgets, result };
}

function driftedColumns({ drifted, share, driftShare, datasetDrift }: EvidentlyDrift): MetricResult {
  const { id, metric } = metricOf({ type: "evidently:metric_v2:DriftedColumnsCount", drift_share: driftShare });
  const [count, part] = ["Count of Drifted Columns", "Share of Drifted Columns"];
  const widgets = [
    counter(id, `${count}: count`, 1, "", String(drifted)),
    counter(id, `${part}: share`, 1, "", share.toFixed(3)),
  ];
  const lessThan = { type: "evidently:test_v2:LessThanMetricTest", threshold: driftShare };
  const test = {
    id: "lt",
    name: `${part}: Less ${driftShare.toFixed(3)}`,
    description: `${part}: Actual value ${share.toFixed(3)} ${datasetDrift ? ">=" : "<"} ${driftShare.toFixed(3)}`,
    metric_config: metric,
    test_config: lessThan,
    status: datasetDrift ? "FAIL" : "SUCCESS",
    bound_test: {
      type: "evidently:bound_test:CountBoundTest",
      test: lessThan,
      metric_fingerprint: id,
      is_count: false,
    },
  };
  const value = (name: string, value_type: string, number: number) =>
    singleValue(name, { metric, param: { value_type } }, number, { widget: null, tests: [] });
  const result = {
    type: "evidently:metric_result_v2:CountValue",
    display_name: count,
    metric_value_location: { metric, param: {} },
    widget: widgets,
    tests: [test],
    count: value(count, "count", drifted),
    share: value(part, "share", share),
  };
  return { id, widgets, result };
}

function metricOf(params: { readonly [name: string]: string | number }) {
  const id = digestOf(new TextEncoder().encode(JSON.stringify(params))).slice("sha256:".length, "sha256:".length + 32);
  return { id, metric: { metric_id: id, params } };
}

function singleValue(
  display_name: string,
  metric_value_location: JsonObject,
  value: number | null,
  more: { readonly widget: readonly Json[] | null; readonly tests: readonly Json[] },
): JsonObject {
  // Pydantic reads the word as a number, which JSON cannot write.
  return {
    type: "evidently:metric_result_v2:SingleValue",
    display_name,
    metric_value_location,
    value: value ?? "NaN",
    ...more,
  };
}

function counter(metric: string, title: string, size: number, label: string, value: string): Json {
  const id = `${metric}-${size}-${title.slice(0, 5)}`;
  return {
    type: "counter",
    title,
    size,
    id,
    details: "",
    params: { counters: [{ value, label }] },
    linked_metrics: [metric],
  };
}
