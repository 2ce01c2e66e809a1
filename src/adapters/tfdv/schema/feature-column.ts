import { z } from "zod";
import type { NotExpressed } from "../../../ports/house.js";
import { isUnwatched } from "./environments.js";
import { featureType } from "./feature-type.js";
import type { TensorFlowFeature, TensorFlowSchema } from "./tensorflow-schema.js";

export interface ToldColumn {
  readonly type: z.ZodType;
  /** The largest share of missing values, where the schema says one. */
  readonly missing: number | undefined;
  readonly notExpressed: readonly NotExpressed[];
}

/** A feature as a column of a contract. */
export function featureColumn(feature: TensorFlowFeature, schema: TensorFlowSchema): ToldColumn {
  const { presence = {}, shape, lifecycle_stage: stage } = feature;
  const notExpressed: NotExpressed[] = [];
  const cannot = (what: string, why: string): void => void notExpressed.push({ what, why });
  if (isUnwatched(feature)) {
    if (Object.keys(feature).some((part) => !["name", "lifecycle_stage"].includes(part)) || stage !== "DEBUG_ONLY")
      cannot(
        feature.deprecated === true ? "deprecated" : `lifecycle_stage ${stage}`,
        "the reference does not look at it, so anything is taken",
      );
    return { type: z.unknown().nullish(), missing: undefined, notExpressed };
  }
  for (const [part, why] of Object.entries(figures)) if (feature[part] !== undefined) cannot(part, why);
  for (const environment of feature.not_in_environment ?? [])
    cannot(
      `not_in_environment ${environment}`,
      "a contract has no environments: make one of each, by the option `environment`",
    );
  const { min_fraction: share = 0, min_count: count = 0 } = presence;
  const required = share >= 1;
  if (shape !== undefined && !required) cannot("shape", "every row has it or none has, a contract looks at one row");
  if (count > 1 || (count === 1 && !required)) cannot("presence min_count", "a contract does not count rows");
  const type = valuesOf(feature, cannot) ? featureType(feature, schema, cannot) : z.unknown();
  return {
    type: required ? type : type.nullish(),
    missing: !required && share > 0 ? 1 - share : undefined,
    notExpressed,
  };
}

/** Whether a row has one value of it. */
function valuesOf(
  { shape, value_count: count, value_counts: counts }: TensorFlowFeature,
  cannot: (what: string, why: string) => void,
): boolean {
  const sizes = shape?.dim?.map(({ size }) => size) ?? [];
  if (sizes.some((size) => size !== 1) || counts !== undefined) {
    cannot(
      counts === undefined ? "shape" : "value_counts",
      "a column has one value a row, and this feature has lists of them",
    );
    return false;
  }
  if (shape !== undefined || (count?.min === 1 && count.max === 1)) return true;
  if (count === undefined) cannot("value_count", "it may have several values a row, a column has one");
  else if ((count.min ?? 0) > 1 || (count.max ?? 1) !== 1) {
    cannot("value_count", "a column has one value a row, and this feature may have lists of them");
    return false;
  } else
    cannot(
      "value_count",
      count.max === undefined
        ? "it may have several values a row, a column has one"
        : "it may have an empty list, a column one value or none",
    );
  return true;
}

const figures: Readonly<Record<string, string>> = {
  unique_constraints: "a contract does not count distinct values",
  skew_comparator: "a contract does not compare data with other data",
  drift_comparator: "a contract does not compare data with other data",
  group_presence: "columns of a contract do not belong together",
  in_environment: "a contract has no environments: make one of each, by the option `environment`",
  validation_derived_source: "it is computed by the reference",
  sequence_metadata: "a column has one value a row",
};
