import type { SqlDialect, SqlKind } from "../../ports/house.js";

const whole = /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|UHUGEINT)$/;
const kinds: readonly (readonly [RegExp, SqlKind])[] = [
  [whole, "whole"],
  [/^(DOUBLE|FLOAT|DECIMAL\(\d+,\d+\))$/, "number"],
  [/^BOOLEAN$/, "boolean"],
  [/^(VARCHAR|UUID|ENUM\(.*\))$/s, "text"],
  [/^(DATE|TIMESTAMP(_S|_MS|_NS)?|TIMESTAMP WITH TIME ZONE)$/, "time"],
];

export const duckdbDialect: SqlDialect = {
  name: "duckdb",
  describe: (relation) => `SELECT column_name, column_type FROM (DESCRIBE ${relation})`,
  kindOf: (type) => kinds.find(([pattern]) => pattern.test(type))?.[1] ?? "other",
  milliseconds(value, type) {
    // Whole numbers are divided towards zero; times before 1970 are floored all the same.
    const [count, unit] = type === "TIMESTAMP_NS" ? [`epoch_ns(${value})`, 1_000_000] : [`epoch_us(${value})`, 1000];
    return `CASE WHEN isfinite(${value}) THEN CAST((${count} - ((${count} % ${unit}) + ${unit}) % ${unit}) // ${unit} AS DOUBLE) END`;
  },
  isExact: (value) =>
    `(TRY_CAST(CAST(${value} AS DOUBLE) AS HUGEINT) IS NOT DISTINCT FROM TRY_CAST(${value} AS HUGEINT))`,
  isNan: (value) => `isnan(${value})`,
  matches: (value, pattern) => `regexp_matches(${value}, ${pattern})`,
  sum: (value) => `fsum(${value})`,
  whole: "HUGEINT",
  asciiBoundaries: true,
  double: "DOUBLE",
  text: "VARCHAR",
};
