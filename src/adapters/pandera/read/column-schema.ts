import type { z as Zod, ZodType } from "zod";
import type { ExpressionNode, ValueType } from "../../../schema/house.js";
import type { PanderaCheck } from "../pandera-check.js";
import { ownLimit } from "../written/bounds.js";
import { heldValue, textPattern } from "./check-node.js";
import type { ReadType } from "./dtype.js";

/** A column as a schema, and the checks that are left for rules. */
export interface ColumnSchema {
  readonly schema: ZodType;
  readonly rest: readonly PanderaCheck[];
}

/** What a schema says of a column by itself, so that it is checked column by column. */
export function columnSchema(
  z: typeof Zod,
  name: string,
  read: ReadType,
  checks: readonly PanderaCheck[],
): ColumnSchema {
  const { type } = read;
  const column: ExpressionNode = { op: "column", name, type };
  const plain = (check: PanderaCheck): boolean => check.error === undefined && check.countsMissing === undefined;
  const set = checks.find((check) => check.name === "isin" && plain(check));
  const chosen = set === undefined ? undefined : choice(z, type, column, set);
  if (chosen !== undefined) return { schema: chosen, rest: checks.filter((check) => check !== set) };
  const rest: PanderaCheck[] = [];
  const { minimum, maximum } = read;
  const parts: Part[] = [
    ...(minimum === undefined ? [] : [{ limit: "gte" as const, value: minimum }]),
    ...(maximum === undefined ? [] : [{ limit: "lte" as const, value: maximum }]),
  ];
  for (const check of checks) {
    const told = plain(check) ? partsOf(type, column, check) : undefined;
    if (told === undefined) rest.push(check);
    else parts.push(...told);
  }
  return { schema: baseOf(z, type, parts), rest };
}

type Part =
  | { readonly limit: "gt" | "gte" | "lt" | "lte"; readonly value: number }
  | { readonly length: "min" | "max"; readonly value: number }
  | { readonly pattern: RegExp };

function baseOf(z: typeof Zod, type: ValueType, parts: readonly Part[]): ZodType {
  switch (type) {
    case "number":
    case "integer":
      return parts.reduce(
        (made, part) => ("limit" in part ? made[part.limit](part.value) : made),
        type === "number" ? z.number() : z.int(),
      );
    case "time":
      return parts.reduce(
        (made, part) => ("limit" in part ? made.check(z[part.limit](new Date(part.value))) : made),
        z.date(),
      );
    case "text":
      return parts.reduce((made, part) => {
        if ("pattern" in part) return made.regex(part.pattern);
        return "length" in part ? made[part.length](part.value) : made;
      }, z.string());
    case "boolean":
      return z.boolean();
    case "other":
      return z.unknown();
  }
}

function choice(z: typeof Zod, type: ValueType, column: ExpressionNode, { values }: PanderaCheck): ZodType | undefined {
  const given: readonly unknown[] = Array.isArray(values.allowed_values) ? values.allowed_values : [];
  const known = given.flatMap((value) => heldValue(column, value) ?? []);
  if (known.length === 0 || known.length < given.length) return undefined;
  return type === "number" || type === "text" || type === "boolean" ? z.literal(known) : undefined;
}

function partsOf(type: ValueType, column: ExpressionNode, { name, values }: PanderaCheck): readonly Part[] | undefined {
  if (type === "text") {
    if (name === "str_length") {
      const { exact_value: exact, min_value: least = exact, max_value: most = exact } = values;
      return [
        ...(typeof least === "number" ? [{ length: "min" as const, value: least }] : []),
        ...(typeof most === "number" ? [{ length: "max" as const, value: most }] : []),
      ];
    }
    const pattern = name.startsWith("str_") ? textPattern({ name, values }) : "no text";
    return typeof pattern === "string" ? undefined : [{ pattern }];
  }
  if (type !== "number" && type !== "integer" && type !== "time") return undefined;
  const own = ownLimit(type);
  const low = name.startsWith("greater_than") || name === "in_range" ? heldValue(column, values.min_value) : undefined;
  const high = name.startsWith("less_than") || name === "in_range" ? heldValue(column, values.max_value) : undefined;
  const parts: Part[] = [];
  if (typeof low === "number" && low !== -(own ?? Number.NaN)) {
    const strict = name === "greater_than" || values.include_min === false;
    parts.push({ limit: strict ? "gt" : "gte", value: low });
  }
  if (typeof high === "number" && high !== own) {
    const strict = name === "less_than" || values.include_max === false;
    parts.push({ limit: strict ? "lt" : "lte", value: high });
  }
  return low === undefined && high === undefined ? undefined : parts;
}
