import { checkArguments, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { compileRow } from "./compile-row.js";
import { binaryNumeric, unaryNumeric } from "./kernels/arithmetic-kernels.js";
import { calendar, instant } from "./kernels/calendar-kernels.js";
import { choice, constantColumn, imputation } from "./kernels/choice-kernels.js";
import type { ColumnFunction } from "./kernels/column-access.js";
import { equality, oneOf, orderComparison } from "./kernels/comparison-kernels.js";
import { kleene, missingness, negation } from "./kernels/logic-kernels.js";
import { lookup, matching } from "./kernels/text-kernels.js";
import type { ExpressionNode } from "./node.js";

/**
 * Compiles an expression to columns; the single-row compiler of the data room gives identical bits.
 * Numbers and times run over raw arrays, text operations once per distinct word that occurs.
 * One difference: a batch must have every column that is read, where a row may leave columns out.
 * @throws {InvalidArgumentError} the expression holds a fitted or history node.
 */
export function compileColumns(node: ExpressionNode): ColumnFunction {
  checkArguments("expression", { node }, { node: option.having("an expression's `node`", "op") });
  switch (node.op) {
    case "column":
      return readColumn(node.name);
    case "literal":
      return (batch) => constantColumn(node.type, node.value, batch.length);
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "minimum":
    case "maximum":
      return binaryNumeric(node.op, compileColumns(node.left), compileColumns(node.right));
    case "plus-minutes":
      return binaryNumeric(node.op, compileColumns(node.of), compileColumns(node.minutes));
    case "minutes-since":
      return binaryNumeric(node.op, compileColumns(node.of), compileColumns(node.start));
    case "negate":
    case "absolute":
    case "floor":
    case "natural-logarithm":
      return unaryNumeric(node.op, compileColumns(node.of));
    case "less":
    case "at-most":
      return orderComparison(node.op, compileColumns(node.left), compileColumns(node.right));
    case "equal":
    case "differ":
      return equality(node.op, compileColumns(node.left), compileColumns(node.right));
    case "one-of":
      return oneOf(node.values, compileColumns(node.of));
    case "and":
    case "or":
      return kleene(node.op, compileColumns(node.left), compileColumns(node.right));
    case "not":
      return negation(compileColumns(node.of));
    case "is-missing":
      return missingness(compileColumns(node.of));
    case "matches":
      return matching(node, compileColumns(node.of));
    case "lookup":
      return lookup(node, compileColumns(node.of));
    case "impute":
      return imputation(node, compileColumns(node.of));
    case "choose":
      return choice(
        node,
        compileColumns(node.condition),
        compileColumns(node.whenTrue),
        compileColumns(node.whenFalse),
      );
    case "calendar":
      return calendar(
        node,
        compileColumns(node.of),
        compileColumns(node.zone ?? { op: "literal", type: "text", value: "UTC" }),
      );
    case "instant":
      return instant(compileColumns(node.of), compileColumns(node.zone));
    default:
      compileRow(node);
      throw new InvalidArgumentError("expression", "an expression over one row", node.op);
  }
}

function readColumn(name: string): ColumnFunction {
  return (batch) => {
    const column = batch.columns[name];
    if (column === undefined)
      throw new InvalidArgumentError(
        "expression",
        `a column "${name}"`,
        Object.keys(batch.columns),
        Object.keys(batch.columns).join(", "),
      );
    return column;
  };
}
