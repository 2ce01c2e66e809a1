import type { NotExpressed } from "../../../ports/house.js";
import type { ColumnCheck, ColumnDefinition, ValueType } from "../../../schema/house.js";
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
  const { low, high, others } = limitsOf(checks, type, cannot);
  for (const check of others) {
    if (check.check === "one-of" && (type === "text" || isZeroOrOne(check.values))) continue;
    cannot(check.check, reasons[check.check] ?? "a schema has no such limit");
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
      if (low !== undefined) cannot("at-least", "a time domain has no limits");
      if (high !== undefined) cannot("at-most", "a time domain has no limits");
      return { time_domain: { integer_format: "UNIX_MILLISECONDS" } };
    case "integer":
      return low === undefined && high === undefined ? {} : { int_domain: limits(low, high) };
    default: {
      if (checks.some((check) => check.check === "one-of" && isZeroOrOne(check.values))) return { bool_domain: {} };
      for (const [part, limit] of [
        ["at-least", low],
        ["at-most", high],
      ] as const)
        if (limit !== undefined && Math.fround(limit) !== limit)
          cannot(part, `limits are 32-bit floating-point numbers, and ${limit} becomes ${Math.fround(limit)}`);
      // One of some numbers is finite too.
      const finite = checks.some(({ check }) => check === "finite" || check === "one-of")
        ? { disallow_nan: true, disallow_inf: true }
        : {};
      return { float_domain: { ...limits(low && Math.fround(low), high && Math.fround(high)), ...finite } };
    }
  }
}

const reasons: Readonly<Partial<Record<ColumnCheck["check"], string>>> = {
  "one-of": "a schema lists words only, neither numbers nor truths",
  length: "a schema does not look at the length of text",
  matches: "a schema has no patterns",
  "multiple-of": "a schema has no multiples",
};

/** The tightest limits of all checks, both included. */
function limitsOf(checks: readonly ColumnCheck[], type: ValueType, cannot: Cannot) {
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const others: ColumnCheck[] = [];
  for (const check of checks) {
    switch (check.check) {
      case "at-least":
        low = Math.max(low, type === "integer" ? Math.ceil(check.value) : check.value);
        break;
      case "at-most":
        high = Math.min(high, type === "integer" ? Math.floor(check.value) : check.value);
        break;
      case "above":
      case "below": {
        const { value } = check;
        if (type !== "integer") cannot(check.check, `limits of a schema are included: ${value} itself passes there`);
        if (check.check === "above") low = Math.max(low, type === "integer" ? Math.floor(value) + 1 : value);
        else high = Math.min(high, type === "integer" ? Math.ceil(value) - 1 : value);
        break;
      }
      case "finite":
        break;
      default:
        others.push(check);
    }
  }
  return {
    low: Number.isFinite(low) ? low : undefined,
    high: Number.isFinite(high) ? high : undefined,
    others,
  };
}

function limits(low: number | undefined, high: number | undefined): { readonly min?: number; readonly max?: number } {
  return { ...(low !== undefined && { min: low }), ...(high !== undefined && { max: high }) };
}

/** The one list of numbers that a schema knows. */
function isZeroOrOne(values: readonly unknown[]): boolean {
  return values.length === 2 && values.includes(0) && values.includes(1);
}
