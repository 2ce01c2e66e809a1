import { patternToPython } from "../../../ports/house.js";
import type { ExpressionNode } from "../../../schema/house.js";
import type { Expectation, Keywords } from "../expectation.js";
import { isoTime } from "../frame/python-text.js";

type Node<Op extends ExpressionNode["op"]> = Extract<ExpressionNode, { readonly op: Op }>;

/** A rule of a contract as expectations that are met by the same rows; undefined when there are none of that form. */
export function ruleExpectations(node: ExpressionNode): readonly Expectation[] | undefined {
  switch (node.op) {
    case "and": {
      const [left, right] = [ruleExpectations(node.left), ruleExpectations(node.right)];
      return left === undefined || right === undefined ? undefined : [...left, ...right];
    }
    case "or":
      return orMissing(node.left, node.right) ?? orMissing(node.right, node.left);
    case "not":
      return negated(node.of);
    case "column":
      return node.type === "boolean"
        ? [of(node, "expect_column_values_to_be_in_set", { value_set: [true] })]
        : undefined;
    case "is-missing":
      return onColumn(node.of, "expect_column_values_to_be_null", {});
    case "one-of":
      return onColumn(node.of, "expect_column_values_to_be_in_set", { value_set: node.values });
    case "matches":
      return ofPattern(node, "expect_column_values_to_match_regex");
    case "equal":
      return equality(node.left, node.right) ?? equality(node.right, node.left);
    case "differ":
      return difference(node.left, node.right) ?? difference(node.right, node.left);
    case "less":
    case "at-most":
      return order(node.left, node.right, node.op === "less");
    default:
      return undefined;
  }
}

function negated(node: ExpressionNode): readonly Expectation[] | undefined {
  switch (node.op) {
    case "not":
      return ruleExpectations(node.of);
    case "is-missing":
      return onColumn(node.of, "expect_column_values_to_not_be_null", {});
    case "one-of":
      return onColumn(node.of, "expect_column_values_to_not_be_in_set", { value_set: node.values });
    case "matches":
      return ofPattern(node, "expect_column_values_to_not_match_regex");
    case "column":
      return node.type === "boolean"
        ? [of(node, "expect_column_values_to_be_in_set", { value_set: [false] })]
        : undefined;
    case "less":
    case "at-most":
      return order(node.right, node.left, node.op === "at-most");
    case "or": {
      const [left, right] = [negated(node.left), negated(node.right)];
      return left === undefined || right === undefined ? undefined : [...left, ...right];
    }
    default:
      return undefined;
  }
}

/** `missing or …` of one column: an expectation of values leaves missing ones out by itself. */
function orMissing(missing: ExpressionNode, other: ExpressionNode): readonly Expectation[] | undefined {
  if (missing.op !== "is-missing" || missing.of.op !== "column") return undefined;
  const { name } = missing.of;
  const told = ruleExpectations(other);
  const ofIt = (told ?? []).every(({ type, kwargs }) => kwargs?.column === name && !type.endsWith("_null"));
  return told !== undefined && ofIt ? told : undefined;
}

function equality(left: ExpressionNode, right: ExpressionNode): readonly Expectation[] | undefined {
  if (left.op !== "column") return undefined;
  if (right.op === "column") return [pair("expect_column_pair_values_to_be_equal", left, right, {})];
  return right.op === "literal"
    ? [of(left, "expect_column_values_to_be_in_set", { value_set: [literalValue(right)] })]
    : undefined;
}

function difference(left: ExpressionNode, right: ExpressionNode): readonly Expectation[] | undefined {
  if (left.op !== "column" || right.op !== "literal") return undefined;
  return [of(left, "expect_column_values_to_not_be_in_set", { value_set: [literalValue(right)] })];
}

function order(smaller: ExpressionNode, larger: ExpressionNode, strict: boolean): readonly Expectation[] | undefined {
  const pairType = "expect_column_pair_values_a_to_be_greater_than_b";
  const type = "expect_column_values_to_be_between";
  if (smaller.op === "column" && larger.op === "column")
    return [pair(pairType, larger, smaller, strict ? {} : { or_equal: true })];
  // Bounds of text are no part of Great Expectations.
  if (smaller.op === "column" && larger.op === "literal" && larger.type !== "text")
    return [of(smaller, type, { max_value: literalValue(larger), ...(strict && { strict_max: true }) })];
  if (larger.op === "column" && smaller.op === "literal" && smaller.type !== "text")
    return [of(larger, type, { min_value: literalValue(smaller), ...(strict && { strict_min: true }) })];
  return undefined;
}

function ofPattern({ of: column, pattern, flags }: Node<"matches">, type: string): readonly Expectation[] | undefined {
  const told = patternToPython(pattern, flags);
  // A rule that is told has to be met by the same rows.
  if ("why" in told || told.differences.length > 0) return undefined;
  return onColumn(column, type, { regex: told.source });
}

function onColumn(node: ExpressionNode, type: string, kwargs: Keywords): readonly Expectation[] | undefined {
  return node.op === "column" ? [of(node, type, kwargs)] : undefined;
}

function of({ name }: Node<"column">, type: string, kwargs: Keywords): Expectation {
  return { type, kwargs: { column: name, ...kwargs } };
}

/** A rule holds where a value is missing. */
function pair(type: string, left: Node<"column">, right: Node<"column">, kwargs: Keywords): Expectation {
  return {
    type,
    kwargs: { column_A: left.name, column_B: right.name, ignore_row_if: "either_value_is_missing", ...kwargs },
  };
}

function literalValue({ type, value }: Node<"literal">): unknown {
  return type === "time" ? isoTime(new Date(Number(value))) : value;
}
