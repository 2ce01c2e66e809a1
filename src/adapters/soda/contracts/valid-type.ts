import { z } from "zod";
import type { ExpressionNode, ValueType } from "../../../schema/house.js";
import { javascriptPattern } from "./javascript-pattern.js";
import type { SodaColumn, SodaValidity } from "./soda-contract.js";

type Cannot = (what: string, why: string) => void;
type Rules = Record<string, (column: ExpressionNode) => ExpressionNode>;

/** What a value of a column has to be by all its checks, as a schema of zod; values that it may not be become rules. */
export function validType(
  kind: Exclude<ValueType, "other">,
  all: readonly SodaValidity[],
  { name, character_maximum_length: longest }: SodaColumn,
  rules: Rules,
  cannot: Cannot,
): z.ZodType {
  for (const validity of all)
    for (const part of Object.keys(validity))
      if (!fitting[kind].includes(part))
        cannot(`invalid, ${part}`, whys[part] ?? `a contract has no such limit of a column of type ${kind}`);
  for (const { invalid_format: format } of all)
    if (format !== undefined && kind === "text") refusePattern(format.regex, name, rules, cannot);
  switch (kind) {
    case "text":
      refuseValues(all, name, () => false, rules);
      return textType(all, longest, cannot);
    case "number":
    case "integer":
      return numberType(kind, all, name, rules);
    case "boolean":
      return z.boolean();
    default:
      return z.date();
  }
}

const numeric = ["valid_min", "valid_max", "valid_values", "invalid_values"];
const lengths = ["valid_length", "valid_min_length", "valid_max_length"];
const fitting: Readonly<Record<Exclude<ValueType, "other">, readonly string[]>> = {
  number: numeric,
  integer: numeric,
  text: ["valid_values", "invalid_values", "valid_format", "invalid_format", ...lengths],
  boolean: [],
  time: [],
};
const whys: Readonly<Record<string, string>> = { valid_reference_data: "a contract knows no other table" };

function textType(all: readonly SodaValidity[], longest: number | undefined, cannot: Cannot): z.ZodType {
  const lists = all.flatMap(({ valid_values: values }) => (values === undefined ? [] : [values.map(String)]));
  const [first, ...rest] = lists;
  let type = z.string();
  if (longest !== undefined) type = type.max(longest);
  for (const {
    valid_length: exact,
    valid_min_length: least = exact,
    valid_max_length: most = exact,
    valid_format: format,
  } of all) {
    if (least !== undefined) type = type.min(least);
    if (most !== undefined) type = type.max(most);
    if (format === undefined) continue;
    const pattern = javascriptPattern(format.regex);
    if (pattern === undefined) cannot("invalid, valid_format", "its pattern uses what JavaScript reads otherwise");
    else type = type.regex(pattern);
  }
  if (first === undefined) return type;
  const words = first.filter((word) => rest.every((list) => list.includes(word)) && type.safeParse(word).success);
  return z.enum(words);
}

function numberType(kind: "number" | "integer", all: readonly SodaValidity[], name: string, rules: Rules): z.ZodType {
  let type = kind === "integer" ? z.int() : z.number();
  const excluded = all.flatMap(({ invalid_values: values }) => values ?? []);
  const lists = all.flatMap(({ valid_values: values }) => (values === undefined ? [] : [values.map(Number)]));
  for (const { valid_min: low = Number.NEGATIVE_INFINITY, valid_max: high = Number.POSITIVE_INFINITY } of all) {
    // The largest numbers are written to keep out what is none.
    if (low > -Number.MAX_VALUE) type = excluded.includes(low) ? type.gt(low) : type.min(low);
    if (high < Number.MAX_VALUE) type = excluded.includes(high) ? type.lt(high) : type.max(high);
  }
  const limits = new Set(all.flatMap(({ valid_min: low, valid_max: high }) => [low, high]));
  refuseValues(all, name, (value) => limits.has(Number(value)), rules);
  const [first, ...rest] = lists;
  if (first === undefined) return type;
  const values = first.filter((value) => rest.every((list) => list.includes(value)) && type.safeParse(value).success);
  return z.literal(values);
}

/** Single values that are not valid, as a rule, but for those that are said already. */
function refuseValues(
  all: readonly SodaValidity[],
  name: string,
  isSaid: (value: unknown) => boolean,
  rules: Rules,
): void {
  const values = all
    .flatMap(({ invalid_values: refused }) => refused ?? [])
    .filter((value) => (typeof value === "string" || typeof value === "number") && !isSaid(value))
    .map((value) => (typeof value === "number" ? value : String(value)));
  if (values.length > 0) rules[`${name} is valid`] = (of) => ({ op: "not", of: { op: "one-of", of, values } });
}

function refusePattern(regex: string, name: string, rules: Rules, cannot: Cannot): void {
  const pattern = javascriptPattern(regex);
  if (pattern === undefined) cannot("invalid, invalid_format", "its pattern uses what JavaScript reads otherwise");
  else
    rules[`${name} has no invalid format`] = (of) => ({
      op: "not",
      of: { op: "matches", of, pattern: pattern.source, flags: pattern.flags },
    });
}
