import type { SqlDialect, SqlKind } from "../../ports/house.js";

const kinds: readonly (readonly [RegExp, SqlKind])[] = [
  [/^(tinyint|smallint|integer|bigint)$/, "whole"],
  [/^(double|real|decimal\(\d+,\s*\d+\))$/, "number"],
  [/^boolean$/, "boolean"],
  [/^(varchar(\(\d+\))?|char\(\d+\)|uuid)$/, "text"],
  [/^(date|timestamp(\(\d+\))?( with time zone)?)$/, "time"],
];

export const trinoDialect: SqlDialect = {
  name: "trino",
  describe: (relation) => `DESCRIBE ${relation}`,
  kindOf: (type) => kinds.find(([pattern]) => pattern.test(type))?.[1] ?? "other",
  milliseconds(value, type) {
    const [zone, time] = [
      type.endsWith("with time zone") ? " UTC" : "",
      type === "date" ? `CAST(${value} AS TIMESTAMP(3))` : value,
    ];
    return `CAST(date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00.000${zone}', ${time}) AS DOUBLE)`;
  },
  // A double becomes a decimal by its shortest digits, not by what it is; so whole numbers are compared as such.
  isExact: (value) => `COALESCE(TRY_CAST(CAST(${value} AS DOUBLE) AS BIGINT) = ${value}, ${value} IS NULL)`,
  isNan: (value) => `is_nan(${value})`,
  matches: (value, pattern) => `regexp_like(${value}, ${pattern})`,
  sum: (value) => `sum(${value})`,
  whole: "DECIMAL(38, 0)",
  foldsNames: true,
  asciiBoundaries: false,
  double: "DOUBLE",
  text: "VARCHAR",
};
