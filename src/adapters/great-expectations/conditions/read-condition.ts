import { EvaluationError } from "../evaluation-error.js";
import type { CompareOperator, Condition } from "./condition.js";
import { parseCondition } from "./parse-condition.js";

type Members = Readonly<Record<string, unknown>>;

const parsers: readonly unknown[] = [
  "great_expectations",
  "great_expectations__experimental__",
  "pandas",
  "spark",
  undefined,
  null,
];

/**
 * The row condition of an expectation: text for the parser `pandas`, or an object as Great Expectations writes it since 1.9.
 * @throws {EvaluationError} it cannot be read.
 */
export function readCondition(condition: unknown, parser: unknown): Condition {
  if (!parsers.includes(parser))
    throw new EvaluationError(
      "ValidationError",
      `condition_parser: value is not a valid enumeration member; permitted: 'great_expectations', 'pandas', 'spark', got '${parser}'`,
    );
  if (typeof condition === "object" && condition !== null) return fromObject(condition as Members);
  if (typeof condition !== "string")
    throw new EvaluationError("TypeError", `Invalid condition type: ${typeof condition}`);
  if (parser === "spark")
    throw new EvaluationError(
      "ValidationError",
      "condition_parser for Pandas is required when setting a row_condition.",
    );
  return parseCondition(
    condition.replace(/col\(\s*(["'])(.*?)\1\s*\)/g, "`$2`").replace(/\.notNull\(\)/g, ".notnull()"),
  );
}

function fromObject(given: Members): Condition {
  const { type, column, conditions } = given;
  const name = typeof column === "object" && column !== null ? String((column as Members).name) : String(column);
  if (Array.isArray(conditions) && (type === "and" || type === "or")) {
    const parts = conditions.map((part) => fromObject(part as Members));
    const [first, ...others] = parts;
    if (first !== undefined) return others.reduce<Condition>((left, right) => ({ op: type, left, right }), first);
  }
  if (type === "nullity") return { op: "missing", of: { kind: "column", name }, missing: given.is_null === true };
  if (type === "comparison") {
    const operator = String(given.operator).toLowerCase().replace("_", " ") as CompareOperator;
    return {
      op: "compare",
      operator,
      left: { kind: "column", name },
      right: { kind: "value", value: given.parameter },
    };
  }
  if (typeof given.pass_through_filter === "string") return parseCondition(given.pass_through_filter);
  throw new EvaluationError("ValueError", `Unable to determine Condition type from dict: ${JSON.stringify(given)}`);
}
