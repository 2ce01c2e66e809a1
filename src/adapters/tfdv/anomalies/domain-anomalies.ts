import type { TensorFlowFeature, TensorFlowSchema } from "../schema/tensorflow-schema.js";
import type { Found } from "./found.js";

/** What of a feature's values lies outside its domain; the values are of the feature's type. Gives the domain that was not looked at, if there is one. */
export function domainAnomalies(
  feature: TensorFlowFeature,
  { string_domain: shared = [] }: TensorFlowSchema,
  values: readonly (number | string)[],
  found: Found,
): string | undefined {
  const part = Object.keys(feature).find((name) => name === "domain" || name.endsWith("_domain"));
  if (part === undefined) return undefined;
  const { type, int_domain: whole, float_domain: float, bool_domain: truths } = feature;
  switch (`${type} ${part}`) {
    case "BYTES domain":
    case "BYTES string_domain": {
      const words = feature.string_domain ?? shared.find(({ name }) => name === feature.domain);
      if (words === undefined)
        found("INVALID_DOMAIN_SPECIFICATION", `expected a string_domain ${feature.domain} in the schema, got none`);
      else wordAnomalies(words.value ?? [], feature.distribution_constraints?.min_domain_mass ?? 1, values, found);
      return undefined;
    }
    case "BYTES bool_domain": {
      const other = values.find((value) => value !== truths?.true_value && value !== truths?.false_value);
      if (other !== undefined)
        found("BOOL_TYPE_UNEXPECTED_STRING", `expected one of two words, got ${JSON.stringify(other)}`);
      return undefined;
    }
    case "INT bool_domain":
      // The reference reports one of both.
      limitAnomalies("BOOL_TYPE", "INT", 0, values.some((value) => Number(value) < 0) ? undefined : 1, values, found);
      return undefined;
    case "FLOAT bool_domain": {
      const other = values.find((value) => value !== 0 && value !== 1);
      if (other !== undefined) found("BOOL_TYPE_UNEXPECTED_FLOAT", `expected 0 or 1, got ${other}`);
      return undefined;
    }
    case "INT int_domain":
    case "BYTES int_domain": {
      const other = values.find((value) => typeof value === "string" && !/^[+-]?\d+$/.test(value));
      if (other !== undefined) found("INT_TYPE_NOT_INT_STRING", `expected whole numbers, got ${JSON.stringify(other)}`);
      else limitAnomalies("INT_TYPE", "INT", whole?.min, whole?.max, values, found);
      return undefined;
    }
    case "FLOAT float_domain":
    case "BYTES float_domain": {
      const other = values.find((value) => typeof value === "string" && (value === "" || Number.isNaN(Number(value))));
      if (other !== undefined) {
        found("FLOAT_TYPE_STRING_NOT_FLOAT", `expected numbers, got ${JSON.stringify(other)}`);
        return undefined;
      }
      // The reference holds and compares 32-bit numbers: what is larger is infinite.
      const numbers = values.map((value) => Math.fround(Number(value)));
      limitAnomalies("FLOAT_TYPE", "FLOAT", float?.min, float?.max, numbers, found);
      if (float?.disallow_nan === true && numbers.some(Number.isNaN))
        found("FLOAT_TYPE_HAS_NAN", "expected no NaN, got some");
      if (float?.disallow_inf === true && numbers.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY))
        found("FLOAT_TYPE_HAS_INF", "expected no infinity, got some");
      return undefined;
    }
    default:
      if (!(part in fitting) || fitting[part]?.includes(String(type))) return part;
      found("DOMAIN_INVALID_FOR_TYPE", `expected a domain that fits the type ${type}, got ${part}`);
      return undefined;
  }
}

/** The types that domains are of; those of others are not looked at. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  domain: ["BYTES"],
  string_domain: ["BYTES"],
  int_domain: ["INT", "BYTES"],
  float_domain: ["FLOAT", "BYTES"],
  bool_domain: ["INT", "BYTES", "FLOAT"],
};

function wordAnomalies(
  words: readonly string[],
  mass: number,
  values: readonly (number | string)[],
  found: Found,
): void {
  const known = new Set<number | string>(words);
  const others = values.filter((value) => !known.has(value));
  if (values.length > 0 && others.length / values.length > 1 - mass)
    found(
      "ENUM_TYPE_UNEXPECTED_STRING_VALUES",
      `expected words of its domain, got ${[...new Set(others)]
        .slice(0, 5)
        .map((word) => JSON.stringify(word))
        .join(", ")} in ${others.length} of ${values.length} values`,
    );
}

function limitAnomalies(
  prefix: string,
  suffix: string,
  least: number | bigint | undefined,
  most: number | bigint | undefined,
  values: readonly (number | string)[],
  found: Found,
): void {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  // NaN is below and above nothing.
  for (const value of values.map(Number)) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (least !== undefined && low < least) found(`${prefix}_SMALL_${suffix}`, `expected at least ${least}, got ${low}`);
  if (most !== undefined && high > most) found(`${prefix}_BIG_${suffix}`, `expected at most ${most}, got ${high}`);
}
