import { InvalidArgumentError } from "../../core/index.js";
import type { ValueType } from "../columns/column.js";
import type { ExpressionNode } from "./node.js";
import { isExpression } from "./operand.js";
import { typeOf } from "./scalar.js";

const words = {
  condition: "a condition made of the row's columns, e.g. `row.amount.above(0)`",
  time: "a time made of the row's columns, e.g. `row.at.plusMinutes(60)`",
  anything: "an expression made of the row's columns, e.g. `row.amount.dividedBy(2)`",
};
const types: Readonly<Record<keyof typeof words, readonly ValueType[] | undefined>> = {
  condition: ["boolean", "other"],
  time: ["time", "other"],
  anything: undefined,
};

/**
 * The node of what a callback built of a row's columns: a rule, a known time, a target.
 * @param name How the caller calls it, e.g. "`target`".
 * @throws {InvalidArgumentError} it is no expression, or one of another type.
 */
export function builtNode(
  place: string,
  name: string,
  built: unknown,
  wanted: keyof typeof words = "anything",
): ExpressionNode {
  const expected = `${name} to be ${words[wanted]}`;
  if (!isExpression(built)) throw new InvalidArgumentError(place, expected, built);
  const type = typeOf(built.node);
  if (types[wanted]?.includes(type) === false)
    throw new InvalidArgumentError(place, expected, built, `one of type ${type}`);
  return built.node;
}

/** What a callback that names expressions gave, e.g. of rules. @throws {InvalidArgumentError} it is no object of them. */
export function builtEntries(place: string, name: string, built: unknown): readonly (readonly [string, unknown])[] {
  if (typeof built !== "object" || built === null || Array.isArray(built) || isExpression(built))
    throw new InvalidArgumentError(place, `${name} to give an object of expressions by their names`, built);
  return Object.entries(built);
}
