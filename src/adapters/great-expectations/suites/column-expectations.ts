import { type NotExpressed, patternToPython } from "../../../ports/house.js";
import { type ColumnCheck, type ColumnDefinition, tightestBounds, type ValueType } from "../../../schema/house.js";
import type { Expectation, Keywords } from "../expectation.js";
import { isoTime } from "../frame/python-text.js";

export interface Told {
  readonly expectations: readonly Expectation[];
  readonly notExpressed: readonly NotExpressed[];
}

/** What data frames call the types; whole numbers of which some are missing are floating there. */
const types: Readonly<Partial<Record<ValueType, readonly string[]>>> = {
  number: ["float64", "float32", "int64", "int32", "Float64"],
  integer: ["int64", "int32", "Int64"],
  boolean: ["bool", "boolean"],
  text: ["str", "object"],
  time: ["datetime64", "datetime64[ns]"],
};

/** What a contract says of one column. */
export function columnExpectations(definition: ColumnDefinition, mostMissing: number | undefined): Told {
  const { name: column, type, nullable, residual, checks } = definition;
  const expectations: Expectation[] = [{ type: "expect_column_to_exist", kwargs: { column } }];
  const notExpressed: NotExpressed[] = [];
  const say = (expectation: string, kwargs: Keywords): void =>
    void expectations.push({ type: expectation, kwargs: { column, ...kwargs } });
  const list = types[type];
  if (list === undefined) notExpressed.push({ what: `column ${column}`, why: "nested values have no type in a suite" });
  // A column of booleans with missing values, and one of none but missing values, has no type of its own in a data frame.
  else if (!nullable) say("expect_column_values_to_be_in_type_list", { type_list: list });
  if (!nullable) say("expect_column_values_to_not_be_null", {});
  else if (mostMissing !== undefined) say("expect_column_values_to_not_be_null", { mostly: 1 - mostMissing });
  const bounds = boundsOf(checks, type);
  if (bounds !== undefined) say("expect_column_values_to_be_between", bounds);
  for (const check of checks) {
    const miss = (why: string): void => void notExpressed.push({ what: `column ${column}, ${check.check}`, why });
    const told = checkExpectation(check, miss);
    if (told !== undefined) say(told.type, told.kwargs ?? {});
  }
  if (residual) notExpressed.push({ what: `column ${column}`, why: "a part of its schema is code" });
  return { expectations, notExpressed };
}

/** The tightest bounds of all checks; undefined without any. */
function boundsOf(checks: readonly ColumnCheck[], type: ValueType): Keywords | undefined {
  const finite = type === "number" && checks.some(({ check }) => check === "finite");
  const { low, high, strictLow, strictHigh } = tightestBounds(checks, finite ? Number.MAX_VALUE : undefined);
  const written = (value: number): unknown => (type === "time" ? isoTime(new Date(value)) : value);
  if (!Number.isFinite(low) && !Number.isFinite(high)) return undefined;
  return {
    ...(Number.isFinite(low) && { min_value: written(low) }),
    ...(Number.isFinite(high) && { max_value: written(high) }),
    ...(strictLow && { strict_min: true }),
    ...(strictHigh && { strict_max: true }),
  };
}

/** An expectation; undefined for what bounds say, and what none says. */
function checkExpectation(check: ColumnCheck, miss: (why: string) => void): Expectation | undefined {
  switch (check.check) {
    case "one-of":
      return { type: "expect_column_values_to_be_in_set", kwargs: { value_set: check.values } };
    case "length": {
      const { minimum, maximum } = check;
      const kwargs = {
        ...(minimum !== undefined && { min_value: minimum }),
        ...(maximum !== undefined && { max_value: maximum }),
      };
      return { type: "expect_column_value_lengths_to_be_between", kwargs };
    }
    case "matches": {
      const told = patternToPython(check.pattern, check.flags);
      for (const why of "why" in told ? [told.why] : told.differences) miss(why);
      if ("why" in told) return undefined;
      return { type: "expect_column_values_to_match_regex", kwargs: { regex: told.source } };
    }
    case "multiple-of":
      miss("a suite has no expectation of multiples");
      return undefined;
    default:
      return undefined;
  }
}
