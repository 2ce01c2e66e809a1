import { patternToJson } from "../../../ports/house.js";
import {
  type ColumnCheck,
  type ColumnDefinition,
  tightestBounds,
  tightestLengths,
  type ValueType,
} from "../../../schema/house.js";
import type { JsonSchema } from "../json-schema.js";

type Miss = (part: string, why: string) => void;

/** What the facts of a column say, as a schema of a value that is there. */
export function columnSchema({ type, checks }: ColumnDefinition, miss: Miss): JsonSchema {
  switch (type) {
    case "number":
    case "integer":
      return {
        type: typeOfNumbers(type, checks),
        ...limits(type, checks),
        ...multiples(checks, miss),
        ...choice(checks),
      };
    case "text":
      return { type: "string", ...lengths(checks), ...patterns(checks, miss), ...choice(checks) };
    case "boolean":
      return { type: "boolean", ...choice(checks) };
    case "time":
      for (const { check } of checks)
        if (check !== "finite") miss(check, "JSON Schema has no limits of times, and pydantic writes none of its own");
      return { type: "string", format: "date-time" };
    case "other":
      return {};
  }
}

/** Python tells whole numbers from others, as JSON does not. */
function typeOfNumbers(type: "number" | "integer", checks: readonly ColumnCheck[]): string {
  const whole = checks.some(
    ({ check, ...of }) => check === "one-of" && "values" in of && of.values.every(Number.isInteger),
  );
  return whole ? "integer" : type;
}

/** A column takes whole numbers that a double holds exactly. */
function limits(type: ValueType, checks: readonly ColumnCheck[]): JsonSchema {
  const own = type === "integer" ? Number.MAX_SAFE_INTEGER : Number.POSITIVE_INFINITY;
  const { low, high, strictLow, strictHigh } = tightestBounds(checks, own);
  return {
    ...(Number.isFinite(low) && { [strictLow ? "exclusiveMinimum" : "minimum"]: low }),
    ...(Number.isFinite(high) && { [strictHigh ? "exclusiveMaximum" : "maximum"]: high }),
  };
}

function multiples(checks: readonly ColumnCheck[], miss: Miss): JsonSchema {
  const [step, ...others] = checks.flatMap((check) => (check.check === "multiple-of" ? [check.value] : []));
  if (others.length > 0) miss("multiple-of", "of several steps JSON Schema has room for the first");
  return step === undefined ? {} : { multipleOf: step };
}

function lengths(checks: readonly ColumnCheck[]): JsonSchema {
  const { least, most } = tightestLengths(checks);
  return { ...(least > 0 && { minLength: least }), ...(Number.isFinite(most) && { maxLength: most }) };
}

function patterns(checks: readonly ColumnCheck[], miss: Miss): JsonSchema {
  return patternKeywords(
    checks.flatMap((check) => (check.check === "matches" ? [check] : [])),
    (why) => miss("matches", why),
  );
}

/** One pattern as `pattern`, further ones beside it. */
export function patternKeywords(
  given: readonly { readonly pattern: string; readonly flags: string }[],
  miss: (why: string) => void,
): JsonSchema {
  const [first, ...others] = given.flatMap(({ pattern, flags }) => {
    const translated = patternToJson(pattern, flags);
    for (const why of "why" in translated ? [translated.why] : translated.differences) miss(why);
    return "why" in translated ? [] : [translated.source];
  });
  if (first === undefined) return {};
  return { pattern: first, ...(others.length > 0 && { allOf: others.map((pattern) => ({ pattern })) }) };
}

function choice(checks: readonly ColumnCheck[]): JsonSchema {
  const chosen = checks.find((check) => check.check === "one-of");
  if (chosen === undefined || chosen.check !== "one-of") return {};
  const [only, ...others] = chosen.values;
  return others.length === 0 && only !== undefined ? { const: only } : { enum: chosen.values };
}
