import type { ExpressionNode } from "./node.js";
import { refuseFeatureNode, type Scalar } from "./scalar.js";
import { calendarNumber, dayText, localDay } from "./semantics/calendar-part.js";
import { matcher } from "./semantics/matcher.js";
import {
  arithmetic,
  comparison,
  kleeneAnd,
  kleeneOr,
  minutesSince,
  plusMinutes,
  unary,
} from "./semantics/operators.js";
import { instantOf } from "./semantics/zone-offset.js";

/** A row as an expression reads it: times may be Dates or milliseconds; null, undefined and absent are missing. */
export type ExpressionRow = object;

type RowFunction = (row: ExpressionRow) => Scalar;

/**
 * Compiles an expression to a function of one row; the columnar compiler of the table room gives identical bits.
 * @throws {InvalidArgumentError} the expression holds a fitted or history node.
 */
export function compileRow(node: ExpressionNode): RowFunction {
  switch (node.op) {
    case "column":
      return readColumn(node.name);
    case "literal": {
      const { value } = node;
      return () => value;
    }
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "minimum":
    case "maximum":
      return both<number>(node.left, node.right, arithmetic[node.op]);
    case "negate":
    case "absolute":
    case "floor":
    case "natural-logarithm":
      return one<number>(node.of, unary[node.op]);
    case "equal":
    case "differ":
      return both<Scalar>(node.left, node.right, comparison[node.op]);
    case "less":
    case "at-most":
      return both<number>(node.left, node.right, comparison[node.op]);
    case "and":
    case "or": {
      const [left, right] = [compileRow(node.left), compileRow(node.right)];
      const combine = node.op === "and" ? kleeneAnd : kleeneOr;
      return (row) => combine(left(row) as boolean | null, right(row) as boolean | null);
    }
    case "not":
      return one<boolean>(node.of, (value) => !value);
    case "is-missing": {
      const of = compileRow(node.of);
      return (row) => of(row) === null;
    }
    case "one-of": {
      const values = new Set<Scalar>(node.values);
      return one<Scalar>(node.of, (value) => values.has(value));
    }
    case "matches":
      return one<string>(node.of, matcher(node.pattern, node.flags));
    case "impute": {
      const of = compileRow(node.of);
      return (row) => of(row) ?? node.value;
    }
    case "choose": {
      const [condition, whenTrue, whenFalse] = [
        compileRow(node.condition),
        compileRow(node.whenTrue),
        compileRow(node.whenFalse),
      ];
      return (row) => {
        const chosen = condition(row);
        if (chosen === null) return null;
        return chosen === true ? whenTrue(row) : whenFalse(row);
      };
    }
    case "lookup": {
      const entries = new Map(Object.entries(node.entries));
      return one<string>(node.of, (word) => entries.get(word) ?? null);
    }
    case "plus-minutes":
      return both<number>(node.of, node.minutes, plusMinutes);
    case "minutes-since":
      return both<number>(node.of, node.start, minutesSince);
    case "calendar": {
      const { part } = node;
      const zone = node.zone ?? { op: "literal", type: "text", value: "UTC" };
      if (part === "day")
        return bothMixed(node.of, zone, (time, name) => {
          const day = localDay(time, name);
          return Number.isNaN(day) ? null : dayText(day);
        });
      return bothMixed(node.of, zone, (time, name) => calendarNumber(time, part, name));
    }
    case "instant":
      return bothMixed(node.of, node.zone, instantOf);
    default:
      return refuseFeatureNode(node);
  }
}

function readColumn(name: string): RowFunction {
  // A row that lacks a column called `constructor` must not answer with what every object inherits.
  const inherited = name in Object.prototype;
  return (row) => {
    const value = inherited && !Object.hasOwn(row, name) ? null : (row as Readonly<Record<string, unknown>>)[name];
    if (value instanceof Date) return value.getTime();
    return (value ?? null) as Scalar;
  };
}

function one<T extends Scalar>(node: ExpressionNode, apply: (value: T) => Scalar): RowFunction {
  const of = compileRow(node);
  return (row) => {
    const value = of(row);
    return value === null ? null : apply(value as T);
  };
}

function both<T extends Scalar>(
  leftNode: ExpressionNode,
  rightNode: ExpressionNode,
  apply: (left: T, right: T) => Scalar,
): RowFunction {
  const [left, right] = [compileRow(leftNode), compileRow(rightNode)];
  return (row) => {
    const [leftValue, rightValue] = [left(row), right(row)];
    return leftValue === null || rightValue === null ? null : apply(leftValue as T, rightValue as T);
  };
}

function bothMixed(
  timeNode: ExpressionNode,
  zoneNode: ExpressionNode,
  apply: (time: number, zone: string) => Scalar,
): RowFunction {
  const [time, zone] = [compileRow(timeNode), compileRow(zoneNode)];
  return (row) => {
    const [timeValue, zoneValue] = [time(row), zone(row)];
    return timeValue === null || zoneValue === null ? null : apply(timeValue as number, zoneValue as string);
  };
}
