import type { Random } from "golden-pipeline";
import type { SodaCheck, SodaColumn, SodaContract, SodaThreshold } from "golden-pipeline/adapters/soda";
import { type Contract, contract } from "golden-pipeline/schema";
import { z } from "zod";

export type Row = Readonly<Record<string, unknown>>;

export const pickOf =
  (random: Random) =>
  <T>(...items: readonly [T, ...T[]]): T =>
    items[Math.floor(random() * items.length)] ?? items[0];

/** A contract of which a data contract can say everything. */
export function randomContract(random: Random): Contract<Row> {
  const pick = pickOf(random);
  const half = (): number => Math.floor(random() * 20 - 10) / 2;
  const whole = (): number => Math.floor(random() * 10) - 5;
  const kinds: readonly [() => z.ZodType, ...(() => z.ZodType)[]] = [
    () => z.number(),
    () => z.number().min(half()),
    () => z.number().gt(half()),
    () =>
      z
        .number()
        .gt(-4)
        .lt(3 + half()),
    () => z.int().min(whole()),
    () => z.int().gt(whole()).max(4),
    () => z.string(),
    () => z.string().min(1).max(3),
    () => z.string().length(2),
    () => z.string().regex(/^[a-z]{1,2}$/),
    () => z.string().regex(/^.b?$/u),
    () => z.string().regex(/ö|^(?:a|日)+$/),
    () => z.string().regex(/\d/).regex(/^[^a]/u).max(4),
    () => z.enum(["a", "ab", "it's"]),
    () => z.literal([1, 2, 3.5]),
    () => z.boolean(),
    () => z.date(),
  ];
  const names = ["x", "y", "it's", "n o"].slice(0, pick(2, 3, 4));
  const shape = Object.fromEntries(
    names.map((name) => {
      const type = pick(...kinds)();
      return [name, random() < 0.4 ? type.nullable() : type];
    }),
  );
  const object = random() < 0.5 ? z.strictObject(shape) : z.object(shape);
  return contract("random", object, random() < 0.3 ? { missing: { default: pick(0.07, 0.1, 0.35) } } : {});
}

const words = ["a", "ab", "abc", "ö", "日", "", "it's", "b1", "12", "😀", "\n"] as const;
export const kinds = {
  number: "double",
  integer: "bigint",
  text: "varchar",
  boolean: "boolean",
  time: "timestamp",
} as const;
export type Kind = keyof typeof kinds;

/** Rows whose values are of their columns' types, some of them missing. */
export function randomRows(types: Readonly<Record<string, Kind>>, random: Random): readonly Row[] {
  const pick = pickOf(random);
  const values: Readonly<Record<Kind, () => unknown>> = {
    number: () =>
      pick<number>(
        Math.floor(random() * 20 - 10) / 2,
        1,
        2,
        3.5,
        ...(random() < 0.1 ? [Number.NaN, 1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] : []),
      ),
    integer: () => Math.floor(random() * 12) - 6,
    text: () => pick(...words),
    boolean: () => random() < 0.5,
    time: () => new Date(Date.UTC(2020, 0, 1) + Math.floor(random() * 5) * 43_200_500),
  };
  const missing = pick(0, 0, 0.1, 0.3);
  return Array.from({ length: Math.floor(random() * 15) }, () =>
    Object.fromEntries(Object.entries(types).map(([name, type]) => [name, random() < missing ? null : values[type]()])),
  );
}

/** A data contract as people write it, with thresholds, lists of what is missing, and defaults of columns. */
export function randomSoda(random: Random): {
  readonly soda: SodaContract;
  readonly types: Readonly<Record<string, Kind>>;
} {
  const pick = pickOf(random);
  const limit = (): number => pick(0, 1, 2, 10, 50);
  const threshold = (percent: boolean): { readonly threshold?: SodaThreshold } => {
    if (random() < 0.4) return {};
    const comparison = pick<SodaThreshold>(
      { must_be: limit() },
      { must_not_be: limit() },
      { must_be_greater_than: limit() },
      { must_be_greater_than_or_equal: limit() },
      { must_be_less_than: limit() },
      { must_be_less_than_or_equal: limit() },
      { must_be_between: { greater_than: 0, less_than_or_equal: 20 } },
      { must_be_between: { greater_than_or_equal: 1, less_than: 9 } },
      { must_be_not_between: { greater_than_or_equal: 5, less_than: 2 } },
      { must_be: 0, level: "warn" },
      { must_be_less_than: 40, additional: { must_be: 0, level: "warn" } },
    );
    return { threshold: { ...(percent && random() < 0.5 && { metric: "percent" as const }), ...comparison } };
  };
  const invalid = (kind: Kind): object =>
    kind === "text"
      ? pick<object>(
          { valid_values: ["a", "ab"] },
          { invalid_values: ["ö"], valid_max_length: 2 },
          { valid_format: { regex: "^[a-z]+$", name: "lower" } },
          { invalid_format: { regex: "\\d", name: "digits" }, valid_min_length: 1 },
          { valid_length: 1 },
        )
      : kind === "boolean" || kind === "time"
        ? {}
        : pick<object>(
            { valid_min: 0 },
            { valid_max: 3, invalid_values: [1] },
            { valid_values: [1, 2] },
            { valid_min: -2, valid_max: 2 },
          );
  const missing = (kind: Kind): object =>
    kind === "text"
      ? pick<object>({}, { missing_values: ["", "abc"] }, { missing_format: { regex: "^it", name: "it" } })
      : kind === "integer"
        ? pick<object>({}, { missing_values: [0] })
        : {};
  const types: Record<string, Kind> = {};
  const columns = ["a", "b", "c"].slice(0, pick(1, 2, 3)).map((name): SodaColumn => {
    const kind = pick<Kind>("number", "integer", "text", "boolean", "time", "text");
    types[name] = kind;
    const checks: SodaCheck[] = [];
    const own = random() < 0.3 ? { ...invalid(kind), ...missing(kind) } : {};
    if (random() < 0.6) checks.push({ missing: random() < 0.3 ? null : { ...missing(kind), ...threshold(true) } });
    const valid = invalid(kind);
    if (Object.keys(valid).length > 0)
      checks.push({ invalid: { ...valid, ...(random() < 0.3 ? missing(kind) : {}), ...threshold(true) } });
    if (random() < 0.4 && kind !== "number") checks.push({ duplicate: random() < 0.3 ? null : threshold(true) });
    const name_ = kind === "text" ? pick("minLength", "maxLength", "avgLength") : pick("min", "max", "avg", "sum");
    if (random() < 0.5 && kind !== "boolean" && kind !== "time")
      checks.push({
        aggregate: { function: name_, threshold: { must_be_less_than: limit() } },
      });
    return { name, ...(random() < 0.7 && { data_type: kinds[kind] }), ...own, ...(checks.length > 0 && { checks }) };
  });
  const time = Object.keys(types).find((name) => types[name] === "time");
  const checks: SodaCheck[] = [];
  if (random() < 0.6)
    checks.push({
      schema: pick<SodaCheck[string]>(null, { allow_extra_columns: true }, { allow_other_column_order: true }),
    });
  if (random() < 0.5) checks.push({ row_count: random() < 0.3 ? null : threshold(false) });
  if (random() < 0.3 && types.b !== undefined && types.a !== "number" && types.b !== "number")
    checks.push({ duplicate: { columns: ["a", "b"], ...threshold(true) } });
  if (random() < 0.4 && time !== undefined)
    checks.push({
      freshness: {
        column: time,
        threshold: { unit: pick("minute", "hour", "day"), must_be_less_than: pick(3, 40, 4000) },
      },
    });
  return { soda: { dataset: "memory/main/t", columns, ...(checks.length > 0 && { checks }) }, types };
}
