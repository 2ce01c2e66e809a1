import { InvalidArgumentError } from "../../core/index.js";
import type { ValueType } from "../columns/column.js";
import type { ExpressionNode } from "./node.js";
import { typeOf } from "./scalar.js";

type OperandType = "number" | "text" | "time" | "boolean";

const words: Readonly<Record<OperandType, string>> = {
  number: "a number or an expression of one",
  text: "a text or an expression of one",
  time: "a Date or an expression of a time",
  boolean: "a condition, e.g. `row.amount.above(0)`",
};

/**
 * What a method of an expression is given, as a node: a value of the type, or an expression of it.
 * @throws {InvalidArgumentError} naming the method, what it takes and what it got.
 */
export function operandOf(method: string, type: OperandType, given: unknown): ExpressionNode {
  if (typeof given === "number" && type === "number") return { op: "literal", type, value: given };
  if (typeof given === "string" && type === "text") return { op: "literal", type, value: given };
  if (given instanceof Date && type === "time" && !Number.isNaN(given.getTime()))
    return { op: "literal", type, value: given.getTime() };
  if (!isExpression(given))
    throw new InvalidArgumentError("expression", `\`${method}\` to be given ${words[type]}`, given);
  const found = typeOf(given.node);
  if (!fits(found, type))
    throw new InvalidArgumentError(
      "expression",
      `\`${method}\` to be given ${words[type]}`,
      given,
      `one of type ${found}`,
    );
  return given.node;
}

/** Whether it is what columns and their methods give. */
export function isExpression(value: unknown): value is { readonly node: ExpressionNode } {
  if (typeof value !== "object" || value === null || !("node" in value)) return false;
  return typeof value.node === "object" && value.node !== null && "op" in value.node;
}

/** Of a column whose type no schema tells, nothing is known before there are rows. */
function fits(found: ValueType, wanted: OperandType): boolean {
  return found === wanted || found === "other" || (found === "integer" && wanted === "number");
}
