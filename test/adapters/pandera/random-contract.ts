import type { Random } from "golden-pipeline";
import { type Contract, contract } from "golden-pipeline/schema";
import { z } from "zod";
import { condition, type ExpressionNode, type ValueType } from "../../../src/schema/house.js";

/** A row of which nothing is known. */
export type AnyRow = Readonly<Record<string, unknown>>;

const texts = [
  "a",
  "ab",
  "abc",
  "B b",
  "Österreich",
  "x-1",
  "x-22",
  "",
  "yes",
  "1\n",
  "12",
  "😀",
  "٣",
  "K",
  "a\u2028b",
];
const patterns = [
  /^a/,
  /\d+$/,
  /^\w{1,2}$/,
  /[^a-c]/u,
  /B/i,
  /^(?<letter>[a-z])(?:-\d)?/,
  /^.$/u,
  /\bb\b/,
  /\s/,
  /a|x$/m,
];
const day = 86_400_000;
const start = Date.UTC(2020, 0, 1);

export const kinds = ["integer", "number", "boolean", "text", "time", "choice", "numbers"] as const;
export type Kind = (typeof kinds)[number];

export function chooser(random: Random): <T>(items: readonly T[]) => T {
  return (items) => {
    const [picked] = items.slice(Math.floor(random() * items.length));
    if (picked === undefined) throw new Error("nothing to choose from");
    return picked;
  };
}

/** A value that may well be beyond a limit; null where it is missing. */
export function randomValue(random: Random, kind: Kind): unknown {
  const pick = chooser(random);
  if (random() < 0.15) return null;
  switch (kind) {
    case "integer":
      return random() < 0.05 ? pick([2 ** 53, -(2 ** 53), 2 ** 53 - 1]) : Math.floor(random() * 12) - 4;
    case "number":
    case "numbers":
      return random() < 0.08
        ? pick([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, 1e-7, -0])
        : Math.floor(random() * 40 - 10) / 2;
    case "boolean":
      return random() < 0.5;
    case "time":
      return new Date(start + Math.floor(random() * 6) * day + (random() < 0.3 ? 1 : 0));
    default:
      return pick(texts);
  }
}

function schemaOf(random: Random, kind: Kind): z.ZodType {
  const pick = chooser(random);
  const low = Math.floor(random() * 6) - 2;
  switch (kind) {
    case "integer": {
      const least = pick([z.int(), z.int().min(low), z.int().gt(low), z.uint32(), z.int32()]);
      return pick([least, least.max(low + 4), least.lt(low + 4), least.max(low)]);
    }
    case "number": {
      const least = pick([z.number(), z.number().min(low), z.number().gt(low + 0.5), z.number().min(1e-7)]);
      return pick([least, least.max(low + 4), least.lt(low + 4.5), least.lt(1e21)]);
    }
    case "numbers":
      return z.literal([low, low + 0.5, 1e300]);
    case "boolean":
      return pick([z.boolean(), z.literal(true)]);
    case "time": {
      const from = new Date(start + low * day);
      return pick([
        z.date(),
        z.date().min(from),
        z.date().max(from),
        z.date().check(z.gt(from)),
        z.date().check(z.lt(from)),
      ]);
    }
    case "choice":
      return z.enum(["a", "yes", "😀", "12", "1\n"]);
    case "text": {
      const length = pick([
        z.string(),
        z.string().min(1),
        z.string().max(2),
        z.string().min(2).max(3),
        z.string().length(1),
      ]);
      return random() < 0.5 ? length : length.regex(pick(patterns));
    }
  }
}

export interface RandomContract {
  readonly contract: Contract<AnyRow, never>;
  readonly kinds: Readonly<Record<string, Kind>>;
}

/** A contract of random columns with rules of single columns: all that Pandera's YAML can say. */
export function randomContract(random: Random, name: string): RandomContract {
  const pick = chooser(random);
  const given = Object.fromEntries(
    Array.from({ length: 2 + Math.floor(random() * 4) }, (_, at) => [
      ["a", "y", "on", "row name", "1", "é"][at] ?? "z",
      pick(kinds),
    ]),
  );
  const shape = Object.fromEntries(
    Object.entries(given).map(([column, kind]) => {
      const schema = schemaOf(random, kind);
      return [column, pick([schema, schema.nullable(), schema.nullish()])];
    }),
  );
  const schema = random() < 0.3 ? z.strictObject(shape) : z.object(shape);
  return { kinds: given, contract: contract(name, schema, { rules: () => rulesOf(random, given) }) };
}

const types: Readonly<Record<Kind, ValueType>> = {
  integer: "integer",
  number: "number",
  numbers: "number",
  boolean: "boolean",
  text: "text",
  choice: "text",
  time: "time",
};

function rulesOf(random: Random, given: Readonly<Record<string, Kind>>) {
  const columns = Object.entries(given);
  const pick = chooser(random);
  const names = ["must hold", "a rule: of 'two'", "yes", "3"].slice(0, Math.floor(random() * 5));
  return Object.fromEntries(
    names.map((name) => {
      const [one, other] = [nodeOf(random, pick(columns)), nodeOf(random, pick(columns))];
      return [name, condition(random() < 0.6 ? one : { op: "and", left: one, right: other })];
    }),
  );
}

function nodeOf(random: Random, [name, kind]: readonly [string, Kind]): ExpressionNode {
  const pick = chooser(random);
  const type = types[kind];
  const column: ExpressionNode = { op: "column", name, type };
  const missing: ExpressionNode = { op: "is-missing", of: column };
  const literal = (value: number | string | boolean): ExpressionNode => ({
    op: "literal",
    type: type === "integer" ? "number" : type,
    value,
  });
  if (kind === "boolean") return pick<ExpressionNode>([column, { op: "not", of: column }]);
  if (type === "text") {
    const set: ExpressionNode = { op: "one-of", of: column, values: ["a", "yes", "12"] };
    const found: ExpressionNode = { op: "matches", of: column, pattern: "^[a-y]", flags: "u" };
    const equal: ExpressionNode = { op: "equal", left: column, right: literal("a") };
    return pick<ExpressionNode>([
      set,
      { op: "not", of: set },
      found,
      equal,
      { op: "not", of: equal },
      { op: "or", left: missing, right: found },
      { op: "and", left: { op: "not", of: missing }, right: found },
    ]);
  }
  const value = kind === "time" ? start + Math.floor(random() * 4) * day : Math.floor(random() * 5);
  const below: ExpressionNode = { op: "less", left: column, right: literal(value + 1) };
  const above: ExpressionNode = { op: "at-most", left: literal(value), right: column };
  const set: ExpressionNode = { op: "one-of", of: column, values: [value, value + 1] };
  const there: readonly ExpressionNode[] =
    type === "integer" ? [] : [{ op: "and", left: { op: "not", of: missing }, right: above }];
  return pick<ExpressionNode>([
    below,
    above,
    { op: "and", left: above, right: below },
    set,
    { op: "not", of: set },
    { op: "differ", left: column, right: literal(value) },
    ...there,
  ]);
}
