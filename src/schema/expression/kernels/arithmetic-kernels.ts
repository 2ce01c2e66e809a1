import type { ExpressionNode } from "../node.js";
import { arithmetic, minutesSince, plusMinutes, unary } from "../semantics/operators.js";
import { bothPresent, type ColumnFunction, numericColumn, numericOf } from "./column-access.js";

type BinaryLoop = (left: Float64Array, right: Float64Array, result: Float64Array) => void;
type UnaryLoop = (of: Float64Array, result: Float64Array) => void;

// One loop per operation: a loop that takes the operation as an argument is shared by all and can inline none.
// The operations themselves are those of the row compiler, so that both give the same bits.
const binaryLoops = {
  add: (left, right, result) => {
    for (let row = 0; row < result.length; row++)
      result[row] = arithmetic.add(left[row] as number, right[row] as number);
  },
  subtract: (left, right, result) => {
    for (let row = 0; row < result.length; row++)
      result[row] = arithmetic.subtract(left[row] as number, right[row] as number);
  },
  multiply: (left, right, result) => {
    for (let row = 0; row < result.length; row++)
      result[row] = arithmetic.multiply(left[row] as number, right[row] as number);
  },
  divide: (left, right, result) => {
    for (let row = 0; row < result.length; row++)
      result[row] = arithmetic.divide(left[row] as number, right[row] as number);
  },
  minimum: (left, right, result) => {
    for (let row = 0; row < result.length; row++)
      result[row] = arithmetic.minimum(left[row] as number, right[row] as number);
  },
  maximum: (left, right, result) => {
    for (let row = 0; row < result.length; row++)
      result[row] = arithmetic.maximum(left[row] as number, right[row] as number);
  },
  "plus-minutes": (left, right, result) => {
    for (let row = 0; row < result.length; row++) result[row] = plusMinutes(left[row] as number, right[row] as number);
  },
  "minutes-since": (left, right, result) => {
    for (let row = 0; row < result.length; row++) result[row] = minutesSince(left[row] as number, right[row] as number);
  },
} as const satisfies Record<string, BinaryLoop>;

const unaryLoops = {
  negate: (of, result) => {
    for (let row = 0; row < result.length; row++) result[row] = unary.negate(of[row] as number);
  },
  absolute: (of, result) => {
    for (let row = 0; row < result.length; row++) result[row] = unary.absolute(of[row] as number);
  },
  floor: (of, result) => {
    for (let row = 0; row < result.length; row++) result[row] = unary.floor(of[row] as number);
  },
  "natural-logarithm": (of, result) => {
    for (let row = 0; row < result.length; row++) result[row] = unary["natural-logarithm"](of[row] as number);
  },
} as const satisfies Record<string, UnaryLoop>;

/** Two numbers or times to a number or time; missing where either is. */
export function binaryNumeric(
  op: keyof typeof binaryLoops,
  left: ColumnFunction,
  right: ColumnFunction,
): ColumnFunction {
  const loop = binaryLoops[op];
  const type = op === "plus-minutes" ? "time" : "number";
  return (batch) => {
    const [a, b] = [numericOf(left(batch)), numericOf(right(batch))];
    const result = new Float64Array(batch.length);
    loop(a.values, b.values, result);
    return numericColumn(type, result, bothPresent(a, b));
  };
}

/** One number to a number. */
export function unaryNumeric(
  op: (ExpressionNode & { readonly op: keyof typeof unaryLoops })["op"],
  of: ColumnFunction,
): ColumnFunction {
  const loop = unaryLoops[op];
  return (batch) => {
    const column = numericOf(of(batch));
    const result = new Float64Array(batch.length);
    loop(column.values, result);
    return numericColumn("number", result, column.validity);
  };
}
