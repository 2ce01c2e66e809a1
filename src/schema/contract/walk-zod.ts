import type { StandardSchema } from "../../core/index.js";
import type { ValueType } from "../columns/column.js";
import type { ColumnCheck, ColumnDefinition } from "./contract.js";
import { readZodCheck, type ZodCheck } from "./read-zod-check.js";

/** What is read of a zod 4 schema: its definition tree. Structural, so that any zod 4 copy and `zod/mini` fit. */
interface ZodLike {
  readonly _zod: { readonly def: ZodDefinition };
}
interface ZodDefinition extends ZodCheck {
  readonly type: string;
  readonly shape?: Readonly<Record<string, ZodLike>>;
  readonly catchall?: ZodLike;
  readonly innerType?: ZodLike;
  readonly in?: ZodLike;
  readonly out?: ZodLike;
  readonly options?: readonly ZodLike[];
  readonly checks?: readonly { readonly _zod: { readonly def: ZodCheck } }[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly coerce?: boolean;
}

type Walked = Omit<ColumnDefinition, "name" | "derived">;

/** The columns of a zod object schema; undefined for anything else. */
export function walkZod(schema: unknown): readonly ColumnDefinition[] | undefined {
  if (!isZod(schema) || schema._zod.def.type !== "object" || schema._zod.def.shape === undefined) return undefined;
  const others = schema._zod.def.catchall?._zod.def.type ?? "unknown";
  const residualRow = (schema._zod.def.checks?.length ?? 0) > 0 || !["never", "unknown", "any"].includes(others);
  return Object.entries(schema._zod.def.shape).map(([name, field]) => {
    const walked = walk(field);
    return { name, ...walked, residual: walked.residual || residualRow };
  });
}

/** Whether a zod object schema refuses keys that it does not name. */
export function isStrict(schema: unknown): boolean {
  return isZod(schema) && schema._zod.def.catchall?._zod.def.type === "never";
}

/** The schema of one column of a zod object schema; undefined for anything else. */
export function zodColumn(schema: unknown, name: string): StandardSchema<unknown, unknown> | undefined {
  const shape = isZod(schema) ? schema._zod.def.shape : undefined;
  const column: unknown = shape !== undefined && Object.hasOwn(shape, name) ? shape[name] : undefined;
  return isStandard(column) ? column : undefined;
}

function isStandard(schema: unknown): schema is StandardSchema<unknown, unknown> {
  return typeof schema === "object" && schema !== null && "~standard" in schema;
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

/** What has no columnar form: at most its type is known, the schema itself must be run. */
const opaque = (type: ValueType = "other", nullable = false, input: ValueType = type): Walked => ({
  type,
  nullable,
  checks: [],
  residual: true,
  ...(input !== type && { input }),
});

function walk(schema: ZodLike): Walked {
  const { def } = schema._zod;
  const walked = walkDefinition(def);
  // Base types read their own checks; what is refined behind a wrapper or a choice has no columnar form.
  const refined = baseTypes[def.type] === undefined && (def.checks?.length ?? 0) > 0;
  return refined ? { ...walked, residual: true } : walked;
}

function walkDefinition(def: ZodDefinition): Walked {
  switch (def.type) {
    case "optional":
    case "nullable":
      return { ...walkInner(def), nullable: true };
    case "readonly":
      return walkInner(def);
    case "nonoptional":
      return { ...walkInner(def), nullable: allowsNull(def.innerType) };
    case "default":
    case "prefault":
      // A default changes the value, so the schema itself must be run.
      return { ...walkInner(def), nullable: allowsNull(def.innerType), residual: true };
    case "catch": {
      // Whatever breaks a check is replaced, so checks reject nothing.
      const { type, nullable, input } = walkInner(def);
      return opaque(type, nullable, input);
    }
    case "pipe": {
      const out = def.out === undefined ? opaque() : walk(def.out);
      const from = def.in === undefined ? opaque() : walk(def.in);
      return opaque(out.type, out.nullable, from.input ?? from.type);
    }
    case "union":
      return walkUnion(def.options ?? []);
    case "enum":
      return choices(enumValues(def.entries ?? {}));
    case "literal":
      return choices(def.values ?? []);
    case "template_literal":
      return opaque("text");
    case "any":
    case "unknown":
    case "custom":
    case "transform":
    case "null":
    case "undefined":
    case "void":
      return opaque("other", true);
    default: {
      const type = baseTypes[def.type];
      return type === undefined || def.coerce === true ? opaque(type) : walkBase(type, def);
    }
  }
}

function walkInner(def: ZodDefinition): Walked {
  return def.innerType === undefined ? opaque() : walk(def.innerType);
}

/** Whether null itself may stand in the output, beside what may be left out. */
function allowsNull(schema: ZodLike | undefined): boolean {
  if (schema === undefined) return false;
  const { type, innerType } = schema._zod.def;
  return type === "nullable" || (innerType !== undefined && allowsNull(innerType));
}

function walkBase(type: ValueType, def: ZodDefinition): Walked {
  const checks: ColumnCheck[] = type === "number" ? [{ check: "finite" }] : [];
  let walked: Walked = { type, nullable: false, checks, residual: false };
  // z.int() and z.email() keep their format in the definition itself, .int() and .regex() in the list of checks.
  const own = def.format === undefined ? [] : [def];
  for (const check of [...own, ...(def.checks ?? []).map((inner) => inner._zod.def)]) {
    // Later checks look at the rewritten value (`trim`), which the column does not hold.
    if (check.check === "overwrite") return { ...walked, residual: true };
    const read = readZodCheck(check);
    if (read === undefined) walked = { ...walked, residual: true };
    else {
      walked = { ...walked, type: read.type ?? walked.type };
      checks.push(...read.checks);
    }
  }
  return walked;
}

function walkUnion(options: readonly ZodLike[]): Walked {
  const present = options.filter(({ _zod }) => _zod.def.type !== "null" && _zod.def.type !== "undefined").map(walk);
  const nullable = present.length < options.length || present.some((option) => option.nullable);
  const [first, ...rest] = present;
  if (first === undefined) return opaque("other", true);
  if (rest.length === 0) return { ...first, nullable };
  const shared = (typeIn: (option: Walked) => ValueType): ValueType =>
    rest.every((option) => typeIn(option) === typeIn(first)) ? typeIn(first) : "other";
  return opaque(
    shared(({ type }) => type),
    nullable,
    shared(({ input, type }) => input ?? type),
  );
}

/** TypeScript's numeric enums name their numbers backwards too: those entries are no values. */
function enumValues(entries: Readonly<Record<string, string | number>>): readonly (string | number)[] {
  const numbers = new Set(Object.values(entries).filter((value) => typeof value === "number"));
  return Object.entries(entries).flatMap(([key, value]) => (numbers.has(Number(key)) ? [] : [value]));
}

function choices(values: readonly unknown[]): Walked {
  const present = values.filter((value) => value !== null && value !== undefined);
  const known = present.filter(
    (value) => typeof value === "string" || typeof value === "number" || typeof value === "boolean",
  );
  const [only, ...others] = new Set(known.map((value) => typeof value));
  const nullable = present.length < values.length;
  if (only === undefined || others.length > 0 || known.length < present.length) return opaque("other", nullable);
  const type = only === "string" ? "text" : only === "number" ? "number" : "boolean";
  return { type, nullable, checks: [{ check: "one-of", values: known }], residual: false };
}
