import type { ValueType } from "../columns/column.js";
import type { ColumnCheck, ColumnDefinition } from "./contract.js";

/** What is read of a zod 4 schema: its definition tree. Structural, so that any zod 4 copy and `zod/mini` fit. */
interface ZodLike {
  readonly _zod: { readonly def: ZodDefinition };
}
interface ZodDefinition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, ZodLike>>;
  readonly innerType?: ZodLike;
  readonly checks?: readonly { readonly _zod: { readonly def: Readonly<Record<string, unknown>> } }[];
  readonly format?: string;
  readonly check?: string;
  readonly pattern?: RegExp;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly coerce?: boolean;
}
interface Walked {
  type: ValueType;
  nullable: boolean;
  checks: ColumnCheck[];
  residual: boolean;
}

/** The columns of a zod object schema; undefined for anything else. */
export function walkZod(schema: unknown): readonly ColumnDefinition[] | undefined {
  if (!isZod(schema) || schema._zod.def.type !== "object" || schema._zod.def.shape === undefined) return undefined;
  const residualRow = (schema._zod.def.checks?.length ?? 0) > 0;
  return Object.entries(schema._zod.def.shape).map(([name, field]) => {
    const { type, nullable, checks, residual } = walk(field);
    return { name, type, nullable, checks, residual: residual || residualRow };
  });
}

function isZod(schema: unknown): schema is ZodLike {
  return typeof schema === "object" && schema !== null && "_zod" in schema;
}

const baseTypes: Readonly<Record<string, ValueType>> = {
  number: "number",
  string: "text",
  boolean: "boolean",
  date: "time",
};

function walk(schema: ZodLike): Walked {
  const { def } = schema._zod;
  if (def.innerType && (def.type === "optional" || def.type === "nullable"))
    return { ...walk(def.innerType), nullable: true };
  if (def.innerType && def.type === "readonly") return walk(def.innerType);
  // A default changes the value, so the schema itself must be run.
  if (def.innerType && (def.type === "default" || def.type === "prefault"))
    return { ...walk(def.innerType), nullable: false, residual: true };
  if (def.type === "enum" && def.entries) return choices(Object.values(def.entries));
  if (def.type === "literal" && def.values) return choices(def.values);
  const type = baseTypes[def.type];
  if (type === undefined || def.coerce === true)
    return { type: type ?? "other", nullable: false, checks: [], residual: true };
  const walked: Walked = {
    type,
    nullable: false,
    checks: type === "number" ? [{ check: "finite" }] : [],
    residual: false,
  };
  // z.int() and z.email() keep their format in the definition itself, .int() and .regex() in the list of checks.
  for (const check of [
    ...(def.format === undefined ? [] : [{ ...def }]),
    ...(def.checks ?? []).map((inner) => inner._zod.def),
  ])
    addCheck(walked, check);
  return walked;
}

function choices(values: readonly unknown[]): Walked {
  const known = values.filter(
    (value) => typeof value === "string" || typeof value === "number" || typeof value === "boolean",
  );
  const types = new Set(known.map((value) => typeof value));
  const [only] = types;
  if (types.size !== 1 || known.length !== values.length)
    return { type: "other", nullable: false, checks: [], residual: true };
  const type = only === "string" ? "text" : only === "number" ? "number" : "boolean";
  return { type, nullable: false, checks: [{ check: "one-of", values: known }], residual: false };
}

function addCheck(walked: Walked, check: Readonly<Record<string, unknown>>): void {
  const { checks } = walked;
  switch (check.check) {
    case "greater_than":
    case "less_than": {
      const limit = check.value instanceof Date ? check.value.getTime() : check.value;
      if (typeof limit !== "number") {
        walked.residual = true;
        return;
      }
      const [inclusive, exclusive] =
        check.check === "greater_than" ? (["at-least", "above"] as const) : (["at-most", "below"] as const);
      checks.push({ check: check.inclusive === true ? inclusive : exclusive, value: limit });
      return;
    }
    case "multiple_of":
      if (typeof check.value === "number" && Number.isInteger(check.value))
        checks.push({ check: "multiple-of", value: check.value });
      else walked.residual = true;
      return;
    case "number_format":
      if (check.format === "safeint" || check.format === "int32" || check.format === "uint32") {
        walked.type = "integer";
        if (check.format === "int32")
          checks.push({ check: "at-least", value: -2147483648 }, { check: "at-most", value: 2147483647 });
        if (check.format === "uint32")
          checks.push({ check: "at-least", value: 0 }, { check: "at-most", value: 4294967295 });
      } else walked.residual = true;
      return;
    case "min_length":
      checks.push({ check: "length", minimum: Number(check.minimum) });
      return;
    case "max_length":
      checks.push({ check: "length", maximum: Number(check.maximum) });
      return;
    case "length_equals":
      checks.push({ check: "length", minimum: Number(check.length), maximum: Number(check.length) });
      return;
    case "string_format":
      if (check.pattern instanceof RegExp && !check.pattern.global && !check.pattern.sticky && check.format === "regex")
        checks.push({
          check: "matches",
          pattern: check.pattern.source,
          flags: check.pattern.flags,
          format: String(check.format),
        });
      else walked.residual = true;
      return;
    default:
      walked.residual = true;
  }
}
