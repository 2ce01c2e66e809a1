import { z } from "zod";
import { shortestFloat } from "../text-format/shortest-float.js";
import type { TensorFlowFeature, TensorFlowSchema } from "./tensorflow-schema.js";

type Cannot = (what: string, why: string) => void;

/** What a value of a feature is, as a schema of zod. */
export function featureType(feature: TensorFlowFeature, schema: TensorFlowSchema, cannot: Cannot): z.ZodType {
  for (const domain of Object.keys(feature).filter((part) => part === "domain" || part.endsWith("_domain")))
    if (!readable.includes(`${feature.type} ${domain}`))
      cannot(domain, `a contract has no such limit of a feature of type ${feature.type}`);
  switch (feature.type) {
    case "BYTES":
      return textType(feature, schema, cannot);
    case "INT":
      return integerType(feature, cannot);
    case "FLOAT":
      return numberType(feature, cannot);
    default:
      cannot(
        "type",
        feature.type === "STRUCT"
          ? "a column has no columns of its own"
          : "without a type the reference reports it always",
      );
      return z.unknown();
  }
}

const readable = [
  "BYTES domain",
  "BYTES string_domain",
  "BYTES bool_domain",
  "INT int_domain",
  "INT bool_domain",
  "INT time_domain",
  "FLOAT float_domain",
  "FLOAT bool_domain",
];

function textType(
  feature: TensorFlowFeature,
  { string_domain: shared = [] }: TensorFlowSchema,
  cannot: Cannot,
): z.ZodType {
  const { domain, string_domain: own, bool_domain: truths } = feature;
  const words =
    own ??
    (domain === undefined ? undefined : shared.find(({ name }) => name === domain)) ??
    (truths && truthWords(truths));
  if (words === undefined) {
    if (domain !== undefined)
      cannot("domain", `the schema has no string_domain ${domain}, and the reference reports it always`);
    return z.string();
  }
  const mass = feature.distribution_constraints?.min_domain_mass ?? 1;
  if (mass < 1) {
    cannot("distribution_constraints", `a contract takes every value or none, not ${mass} of them`);
    return z.string();
  }
  return z.enum([...(words.value ?? [])]);
}

function truthWords({ true_value: yes, false_value: no }: NonNullable<TensorFlowFeature["bool_domain"]>) {
  return { value: [yes, no].filter((word) => word !== undefined) };
}

function integerType(
  { int_domain: limits, bool_domain: truths, time_domain: time }: TensorFlowFeature,
  cannot: Cannot,
): z.ZodType {
  if (truths !== undefined) return z.boolean();
  const format = typeof time === "object" && "integer_format" in time ? time.integer_format : undefined;
  if (format === "UNIX_MILLISECONDS") return z.date();
  if (time !== undefined) cannot("time_domain", "a whole number is a time only in milliseconds, so it stays a number");
  let type = z.int();
  // Beyond what a number holds exactly there are no values in a row.
  if (limits?.min !== undefined && limits.min >= Number.MIN_SAFE_INTEGER) type = type.min(Number(limits.min));
  if (limits?.max !== undefined && limits.max <= Number.MAX_SAFE_INTEGER) type = type.max(Number(limits.max));
  return type;
}

function numberType({ float_domain: limits = {}, bool_domain: truths }: TensorFlowFeature, cannot: Cannot): z.ZodType {
  if (truths !== undefined) return z.literal([0, 1]);
  const { min, max, disallow_nan: noNan, disallow_inf: noInfinity } = limits;
  const bounded = [min, max].every((limit) => limit !== undefined && Number.isFinite(limit));
  if (noNan !== true) cannot("float_domain disallow_nan", "a column takes no NaN, and the schema does");
  if (noInfinity !== true && !bounded)
    cannot("float_domain disallow_inf", "a column takes no infinity, and the schema does");
  let type = z.number();
  if (min !== undefined && min > Number.NEGATIVE_INFINITY) type = type.min(Number(shortestFloat(min)));
  if (max !== undefined && max < Number.POSITIVE_INFINITY) type = type.max(Number(shortestFloat(max)));
  return type;
}
