import { InvalidArgumentError } from "../../../core/index.js";
import { patternFromPython } from "../../../ports/house.js";
import { coerceValue, type ExpressionNode, typeOf } from "../../../schema/house.js";
import type { PanderaCheck } from "../pandera-check.js";

/** A check as an expression over its column; otherwise why it is none. A rule whose value is missing holds, as a check leaves missing values out. */
export function checkNode(check: PanderaCheck, column: ExpressionNode): ExpressionNode | string {
  const node = valueNode(check, column);
  if (typeof node === "string" || !check.countsMissing || check.name === "not_equal_to" || check.name === "notin")
    return node;
  return both(not({ op: "is-missing", of: column }), node);
}

const not = (of: ExpressionNode): ExpressionNode => ({ op: "not", of });
const both = (left: ExpressionNode, right: ExpressionNode): ExpressionNode => ({ op: "and", left, right });

function valueNode({ name, values }: PanderaCheck, column: ExpressionNode): ExpressionNode | string {
  const { min_value: low, max_value: high } = values;
  switch (name) {
    case "equal_to":
    case "not_equal_to": {
      const same = typeOf(column) === "boolean" ? truth(column, values.value) : undefined;
      if (same !== undefined) return name === "equal_to" ? same : not(same);
      return { op: name === "equal_to" ? "equal" : "differ", left: column, right: literal(column, values.value) };
    }
    case "greater_than":
    case "greater_than_or_equal_to":
      return above(column, low, name === "greater_than");
    case "less_than":
    case "less_than_or_equal_to":
      return below(column, high, name === "less_than");
    case "in_range":
      return both(above(column, low, values.include_min === false), below(column, high, values.include_max === false));
    case "isin":
      return { op: "one-of", of: column, values: list(column, values.allowed_values) };
    case "notin":
      return not({ op: "one-of", of: column, values: list(column, values.forbidden_values) });
    default: {
      const pattern = textPattern({ name, values });
      if (typeof pattern === "string") return pattern;
      if (typeOf(column) !== "text") return `a column of ${typeOf(column)} has no text`;
      return { op: "matches", of: column, pattern: pattern.source, flags: pattern.flags };
    }
  }
}

/** What a check of texts looks for; otherwise why it cannot be looked for. */
export function textPattern({ name, values }: Pick<PanderaCheck, "name" | "values">): RegExp | string {
  if (name === "str_length") {
    const { exact_value: exact, min_value: least = exact ?? 0, max_value: most = exact ?? "" } = values;
    return new RegExp(`^[^]{${String(least)},${String(most)}}$`, "u");
  }
  if (name === "str_startswith" || name === "str_endswith") {
    const escaped = String(values.string).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    return new RegExp(name === "str_startswith" ? `^${escaped}` : `${escaped}$`, "u");
  }
  const translated = patternFromPython(String(values.pattern), name === "str_matches");
  return "why" in translated ? translated.why : new RegExp(translated.source, translated.flags);
}

function truth(column: ExpressionNode, value: unknown): ExpressionNode | undefined {
  if (typeof value !== "boolean") return undefined;
  return value ? column : not(column);
}

function above(column: ExpressionNode, value: unknown, strict: boolean): ExpressionNode {
  return { op: strict ? "less" : "at-most", left: literal(column, value), right: column };
}

function below(column: ExpressionNode, value: unknown, strict: boolean): ExpressionNode {
  return { op: strict ? "less" : "at-most", left: column, right: literal(column, value) };
}

function literal(column: ExpressionNode, value: unknown): ExpressionNode {
  const type = typeOf(column);
  const held = heldValue(column, value);
  if (held === undefined) {
    const name = column.op === "column" ? column.name : "a column";
    throw new InvalidArgumentError("pandera", `a value that ${name}, a column of ${type}, can be compared with`, value);
  }
  return { op: "literal", type: type === "integer" ? "number" : type, value: held };
}

/** A value of a column's type, times in milliseconds; undefined when it is of another. */
export function heldValue(column: ExpressionNode, value: unknown): number | string | boolean | undefined {
  const type = typeOf(column);
  return coerceValue(value, type === "integer" ? "number" : type);
}

/** Values of another type are never found in a column. */
function list(column: ExpressionNode, values: unknown): readonly (number | string | boolean)[] {
  return (Array.isArray(values) ? values : [values]).flatMap((value) => heldValue(column, value) ?? []);
}
