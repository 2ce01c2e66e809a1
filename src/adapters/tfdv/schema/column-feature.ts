import type { NotExpressed } from "../../../ports/house.js";
import {
  type ColumnCheck,
  type ColumnDefinition,
  tightestBounds,
  type ValueType,
  wholeBounds,
} from "../../../schema/house.js";
import type { TensorFlowFeature } from "./tensorflow-schema.js";

export interface ToldFeature {
  readonly feature: TensorFlowFeature;
  readonly notExpressed: readonly NotExpressed[];
}

const types: Readonly<Record<Exclude<ValueType, "other">, NonNullable<TensorFlowFeature["type"]>>> = {
  number: "FLOAT",
  integer: "INT",
  boolean: "INT",
  text: "BYTES",
  time: "INT",
};

/** What a contract says of one column. */
export function columnFeature(column: ColumnDefinition, mostMissing: number | undefined): ToldFeature {
  const { name, type, nullable, residual, derived } = column;
  const notExpressed: NotExpressed[] = [];
  const cannot = (part: string, why: string): void =>
    void notExpressed.push({ what: `column ${name}${part && `, ${part}`}`, why });
  if (residual) cannot("", "a part of its schema is code");
  if (derived !== undefined) cannot("", "a schema does not compute it, it only checks what came of it");
  // The reference looks at no value of a feature in this stage, and needs no type of it.
  if (type === "other") return { feature: { name, lifecycle_stage: "DEBUG_ONLY" }, notExpressed };
  const present = nullable
    ? {
        ...(mostMissing !== undefined && mostMissing < 1 && { presence: { min_fraction: 1 - mostMissing } }),
        value_count: { min: 1, max: 1 },
      }
    : { presence: { min_fraction: 1, min_count: 1 }, shape: { dim: [{ size: 1 }] } };
  return { feature: { name, type: types[type], ...present, ...domainOf(column, cannot) }, notExpressed };
}

type Cannot = (part: string, why: string) => void;

/** What the checks of a column say, as the one domain that a feature may have. */
function domainOf({ type, checks }: ColumnDefinition, cannot: Cannot): Partial<TensorFlowFeature> {
  const { low, high, strictLow, strictHigh } = tightestBounds(checks);
  const bounds = [
    [strictLow ? "above" : "at-least", low, strictLow],
    [strictHigh ? "below" : "at-most", high, strictHigh],
  ] as const;
  const given = bounds.filter(([, limit]) => Number.isFinite(limit));
  for (const check of checks) {
    const why = reasons[check.check];
    if (check.check === "one-of" && (type === "text" || isZeroOrOne(check.values))) continue;
    if (why !== undefined) cannot(check.check, why);
  }
  switch (type) {
    case "text": {
      const lists = checks.flatMap((check) => (check.check === "one-of" ? [check.values.map(String)] : []));
      const [first, ...rest] = lists;
      const words = first?.filter((word) => rest.every((list) => list.includes(word)));
      return words === undefined ? {} : { string_domain: { value: words } };
    }
    case "boolean":
      return { bool_domain: {} };
    case "time":
      for (const [part] of given) cannot(part, "a time domain has no limits");
      return { time_domain: { integer_format: "UNIX_MILLISECONDS" } };
    case "integer": {
      const whole = wholeBounds(checks);
      return given.length === 0 ? {} : { int_domain: limits(whole.low, whole.high) };
    }
    default: {
      for (const [part, limit, strict] of given)
        if (strict) cannot(part, `limits of a schema are included: ${limit} itself passes there`);
      if (checks.some((check) => check.check === "one-of" && isZeroOrOne(check.values))) return { bool_domain: {} };
      for (const [part, limit] of given)
        if (Math.fround(limit) !== limit)
          cannot(part, `limits are 32-bit floating-point numbers, and ${limit} becomes ${Math.fround(limit)}`);
      // One of some numbers is finite too.
      const finite = checks.some(({ check }) => check === "finite" || check === "one-of")
        ? { disallow_nan: true, disallow_inf: true }
        : {};
      return { float_domain: { ...limits(Math.fround(low), Math.fround(high)), ...finite } };
    }
  }
}

const reasons: Readonly<Partial<Record<ColumnCheck["check"], string>>> = {
  "one-of": "a schema lists words only, neither numbers nor truths",
  length: "a schema does not look at the length of text",
  matches: "a schema has no patterns",
  "multiple-of": "a schema has no multiples",
};

function limits(low: number, high: number): { readonly min?: number; readonly max?: number } {
  return { ...(Number.isFinite(low) && { min: low }), ...(Number.isFinite(high) && { max: high }) };
}

/** The one list of numbers that a schema knows. */
function isZeroOrOne(values: readonly unknown[]): boolean {
  return values.length === 2 && values.includes(0) && values.includes(1);
}
