import { checkArguments, checkOptions, type OptionRules, option } from "../../../core/house.js";
import type { NotExpressed } from "../../../ports/house.js";
import { checkEnvironment, isExpected, isUnwatched } from "../schema/environments.js";
import type { TensorFlowFeature, TensorFlowSchema } from "../schema/tensorflow-schema.js";
import type { Anomaly, AnomalyReport, FeatureComparison } from "./anomaly.js";
import { compareFeature } from "./compare-feature.js";
import { datasetAnomalies } from "./dataset-anomalies.js";
import { domainAnomalies } from "./domain-anomalies.js";
import { type FeatureData, type FeatureValues, featureValues } from "./feature-values.js";
import type { Found } from "./found.js";
import { presenceAnomalies } from "./presence-anomalies.js";
import { uniqueAnomalies } from "./unique-anomalies.js";

export interface AnomalyOptions {
  /** Whose features are expected. @default all features */
  readonly environment?: string;
  /** The data of before, for drift comparators. @default none is compared */
  readonly previous?: FeatureData;
  /** Data as they are served, for skew comparators. @default none is compared */
  readonly serving?: FeatureData;
}

const rules: OptionRules<AnomalyOptions> = {
  environment: option.text,
  previous: option.anything,
  serving: option.anything,
};

/**
 * What a schema does not let pass in data, as `validate_statistics` of TensorFlow Data Validation finds it. A dataset is given as `await wholeBatch(dataset)`.
 * @throws {InvalidArgumentError} the data is none, an option is outside what is accepted, or the schema does not know the environment.
 */
export function findAnomalies(
  data: FeatureData,
  schema: TensorFlowSchema,
  options: AnomalyOptions = {},
): AnomalyReport {
  checkArguments("tfdv", { schema }, { schema: option.noun });
  checkOptions("tfdv", options, rules);
  const { environment, previous, serving } = options;
  checkEnvironment(schema, environment);
  const columns = featureValues("data", data);
  const others = {
    drift: previous && featureValues("previous", previous),
    skew: serving && featureValues("serving", serving),
  };
  const anomalies: Anomaly[] = [];
  const notEvaluated: NotExpressed[] = [];
  const comparisons: FeatureComparison[] = [];
  const foundOf =
    (feature: string | undefined): Found =>
    (type, message) =>
      void anomalies.push({ feature, type, message });
  const features = new Map((schema.feature ?? []).map((feature) => [feature.name ?? "", feature]));
  for (const [name, feature] of features) {
    const [found, values] = [foundOf(name), columns.get(name)];
    if (isUnwatched(feature)) continue;
    const expected = isExpected(feature, schema, environment);
    if (values === undefined) {
      const { min_fraction: share = 0, min_count: count = 0 } = feature.presence ?? {};
      if (expected && (share > 0 || count > 0)) found("SCHEMA_MISSING_COLUMN", "expected a column, got none");
      continue;
    }
    if (!expected) found("SCHEMA_NEW_COLUMN", `expected no such column in the environment ${environment}, got one`);
    lookAt(feature, schema, values, found, notEvaluated);
    for (const comparator of ["skew", "drift"] as const) {
      const other = { given: others[comparator] !== undefined, values: others[comparator]?.get(name) };
      compareFeature(feature, comparator, values, other, found, { comparisons, notEvaluated });
    }
  }
  for (const name of columns.keys())
    if (!features.has(name)) foundOf(name)("SCHEMA_NEW_COLUMN", "expected a column of the schema, got another");
  datasetAnomalies(schema, data.length, previous?.length, foundOf(undefined), notEvaluated);
  return { anomalies, comparisons, notEvaluated };
}

function lookAt(
  feature: TensorFlowFeature,
  schema: TensorFlowSchema,
  values: FeatureValues,
  found: Found,
  notEvaluated: NotExpressed[],
): void {
  const { name, type } = feature;
  if (type === undefined || type === "TYPE_UNKNOWN") {
    found("FEATURE_MISSING_TYPE", "expected a type in the schema, got none");
    return;
  }
  for (const part of ["group_presence", "value_counts"])
    if (feature[part] !== undefined)
      notEvaluated.push({ what: `feature ${name}, ${part}`, why: "columns have no lists in lists" });
  presenceAnomalies(feature, values, found);
  uniqueAnomalies(feature, values, found);
  const flat = values.present.flat();
  const [actual] = values.types;
  if (actual !== undefined && !values.types.some((one) => one === type)) {
    found("UNEXPECTED_DATA_TYPE", `expected values of type ${type}, got ${actual}`);
    // Limits are held against what the values are, whatever they should be.
    if (feature.bool_domain !== undefined || (limited(feature) && actual === "BYTES"))
      domainAnomalies({ ...feature, type: actual }, schema, flat, found);
    return;
  }
  const skipped = domainAnomalies(feature, schema, flat, found);
  if (skipped !== undefined)
    notEvaluated.push({ what: `feature ${name}, ${skipped}`, why: "what words mean is not looked at" });
}

function limited({ int_domain: whole, float_domain: float }: TensorFlowFeature): boolean {
  return whole !== undefined || float !== undefined;
}
