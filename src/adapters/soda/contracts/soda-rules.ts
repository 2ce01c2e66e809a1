import { type OptionRule, option } from "../../../core/house.js";

const types = new Set([
  "missing",
  "invalid",
  "duplicate",
  "aggregate",
  "row_count",
  "schema",
  "freshness",
  "failed_rows",
  "metric",
]);

export function isSodaCheck(type: string): boolean {
  return types.has(type);
}

const anyList: OptionRule = { expected: "a list", holds: Array.isArray };
const format: OptionRule = {
  expected: "an object with `regex` and `name`",
  holds: (value) =>
    typeof value === "object" &&
    value !== null &&
    "regex" in value &&
    typeof value.regex === "string" &&
    "name" in value,
};
const number = option.number({ infinite: true });

const rules: Readonly<Record<string, OptionRule>> = {
  data_type: option.text,
  character_maximum_length: option.count,
  optional: option.flag,
  name: option.text,
  filter: option.text,
  expression: option.text,
  function: option.text,
  column: option.text,
  columns: option.listOf(option.text),
  allow_extra_columns: option.flag,
  allow_other_column_order: option.flag,
  missing_values: anyList,
  valid_values: anyList,
  invalid_values: anyList,
  missing_format: format,
  valid_format: format,
  invalid_format: format,
  metric: option.oneOf("count", "percent"),
  unit: option.oneOf("minute", "hour", "day"),
  level: option.oneOf("fail", "warn"),
  ...Object.fromEntries(
    [
      "valid_min",
      "valid_max",
      "valid_length",
      "valid_min_length",
      "valid_max_length",
      "must_be",
      "must_not_be",
      "must_be_greater_than",
      "must_be_greater_than_or_equal",
      "must_be_less_than",
      "must_be_less_than_or_equal",
      "greater_than",
      "greater_than_or_equal",
      "less_than",
      "less_than_or_equal",
    ].map((name) => [name, number]),
  ),
};

/** What a part has to be, where it is something else. */
export function brokenRule(name: string, value: unknown): string | undefined {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  return rule === undefined || rule.holds(value) ? undefined : rule.expected;
}
