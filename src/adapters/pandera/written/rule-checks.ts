import { patternToPython } from "../../../ports/house.js";
import type { ExpressionNode } from "../../../schema/house.js";
import type { PanderaCheck } from "../pandera-check.js";
import { atLeast, atMost } from "./bounds.js";

/** A check of one column. */
export interface ColumnCheck {
  readonly column: string;
  readonly type: string;
  readonly check: PanderaCheck;
}

type Literal = Extract<ExpressionNode, { readonly op: "literal" }>;
type Chosen = Extract<ExpressionNode, { readonly op: "one-of" }>;

interface Operands {
  readonly left: ExpressionNode;
  readonly right: ExpressionNode;
}

/** A rule as checks of columns, each failed by just the rows that break its part of the rule; undefined when it has none of that form. */
export function ruleChecks(node: ExpressionNode): readonly ColumnCheck[] | undefined {
  switch (node.op) {
    case "and":
      return present(node) ?? bothOf(ruleChecks(node.left), ruleChecks(node.right));
    case "or":
      return orMissing(node.left, node.right) ?? orMissing(node.right, node.left);
    case "not":
      return negated(node.of);
    case "column":
      return node.type === "boolean" ? onColumn(node, "equal_to", { value: true }) : undefined;
    case "one-of":
      return onColumn(node.of, "isin", { allowed_values: literals(node) });
    case "matches": {
      const translated = patternToPython(node.pattern, node.flags);
      if ("why" in translated || translated.differences.length > 0) return undefined;
      return onColumn(node.of, "str_contains", { pattern: translated.source });
    }
    case "equal":
      return withLiteral(node, "equal_to");
    case "differ":
      return withLiteral(node, "not_equal_to");
    case "less":
    case "at-most":
      return order(node.left, node.right, node.op === "less");
    default:
      return undefined;
  }
}

function negated(node: ExpressionNode): readonly ColumnCheck[] | undefined {
  switch (node.op) {
    case "not":
      return ruleChecks(node.of);
    case "column":
      return node.type === "boolean" ? onColumn(node, "equal_to", { value: false }) : undefined;
    case "one-of":
      return onColumn(node.of, "notin", { forbidden_values: literals(node) });
    case "equal":
      return withLiteral(node, "not_equal_to");
    case "differ":
      return withLiteral(node, "equal_to");
    case "or":
      return bothOf(negated(node.left), negated(node.right));
    default:
      // Not below 3 is true of what is no number, at least 3 is not.
      return undefined;
  }
}

function bothOf(
  left: readonly ColumnCheck[] | undefined,
  right: readonly ColumnCheck[] | undefined,
): readonly ColumnCheck[] | undefined {
  return left === undefined || right === undefined ? undefined : [...left, ...right];
}

/** `there and …` of one column is a check that looks at missing values too. Pandera fails on those of whole numbers and of truth values. */
function present({ left, right }: Operands): readonly ColumnCheck[] | undefined {
  if (left.op !== "not" || left.of.op !== "is-missing" || left.of.of.op !== "column") return undefined;
  const { name, type } = left.of.of;
  const told = ruleChecks(right);
  if (told === undefined || type === "integer" || type === "boolean") return undefined;
  const fit = ({ column, check }: ColumnCheck): boolean =>
    column === name && check.countsMissing === undefined && check.name !== "not_equal_to" && check.name !== "notin";
  return told.every(fit)
    ? told.map((one) => ({ ...one, check: { ...one.check, countsMissing: true as const } }))
    : undefined;
}

/** `missing or …` of one column: a check leaves missing values out by itself. */
function orMissing(missing: ExpressionNode, other: ExpressionNode): readonly ColumnCheck[] | undefined {
  if (missing.op !== "is-missing" || missing.of.op !== "column") return undefined;
  const { name } = missing.of;
  const told = ruleChecks(other);
  return told?.every(({ column, check }) => column === name && check.countsMissing === undefined) ? told : undefined;
}

function order(smaller: ExpressionNode, larger: ExpressionNode, strict: boolean): readonly ColumnCheck[] | undefined {
  if (smaller.op === "column" && larger.op === "literal")
    return [{ column: smaller.name, type: smaller.type, check: atMost(literal(larger), strict) }];
  if (larger.op === "column" && smaller.op === "literal")
    return [{ column: larger.name, type: larger.type, check: atLeast(literal(smaller), strict) }];
  return undefined;
}

function withLiteral({ left, right }: Operands, name: "equal_to" | "not_equal_to"): readonly ColumnCheck[] | undefined {
  const [column, other] = left.op === "literal" ? [right, left] : [left, right];
  return other.op === "literal" ? onColumn(column, name, { value: literal(other) }) : undefined;
}

function onColumn(
  node: ExpressionNode,
  name: PanderaCheck["name"],
  values: Readonly<Record<string, unknown>>,
): readonly ColumnCheck[] | undefined {
  return node.op === "column" ? [{ column: node.name, type: node.type, check: { name, values } }] : undefined;
}

function literal({ type, value }: Literal): unknown {
  return type === "time" ? new Date(Number(value)) : value;
}

function literals({ of, values }: Chosen): readonly unknown[] {
  return of.op === "column" && of.type === "time" ? values.map((value) => new Date(Number(value))) : values;
}
