import type { ValueType } from "../columns/column.js";
import type { ColumnCheck } from "./contract.js";

/** The definition of one zod 4 check, as far as it is read. */
export interface ZodCheck {
  readonly check?: string;
  readonly value?: unknown;
  readonly inclusive?: boolean;
  readonly format?: string;
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
}

/** A check in columnar form, and the narrower type it states; undefined when it has none. */
export function readZodCheck(
  check: ZodCheck,
): { readonly checks: readonly ColumnCheck[]; readonly type?: ValueType } | undefined {
  const { value, format, pattern, minimum, maximum, length } = check;
  switch (check.check) {
    case "greater_than":
    case "less_than": {
      const limit = value instanceof Date ? value.getTime() : value;
      if (typeof limit !== "number") return undefined;
      const [inclusive, exclusive] =
        check.check === "greater_than" ? (["at-least", "above"] as const) : (["at-most", "below"] as const);
      return { checks: [{ check: check.inclusive === true ? inclusive : exclusive, value: limit }] };
    }
    case "multiple_of":
      return Number.isInteger(value) ? { checks: [{ check: "multiple-of", value: Number(value) }] } : undefined;
    case "number_format":
      return integerFormat(format);
    case "min_length":
      return minimum === undefined ? undefined : { checks: [{ check: "length", minimum }] };
    case "max_length":
      return maximum === undefined ? undefined : { checks: [{ check: "length", maximum }] };
    case "length_equals":
      return length === undefined ? undefined : { checks: [{ check: "length", minimum: length, maximum: length }] };
    case "string_format":
      if (format !== "regex" || !(pattern instanceof RegExp) || pattern.global || pattern.sticky) return undefined;
      return { checks: [{ check: "matches", pattern: pattern.source, flags: pattern.flags, format }] };
    default:
      return undefined;
  }
}

function integerFormat(
  format: string | undefined,
): { readonly checks: readonly ColumnCheck[]; readonly type: ValueType } | undefined {
  const between = (low: number, high: number): readonly ColumnCheck[] => [
    { check: "at-least", value: low },
    { check: "at-most", value: high },
  ];
  if (format === "safeint") return { type: "integer", checks: [] };
  if (format === "int32") return { type: "integer", checks: between(-2147483648, 2147483647) };
  if (format === "uint32") return { type: "integer", checks: between(0, 4294967295) };
  return undefined;
}
