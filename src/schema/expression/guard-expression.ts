import { didYouMean, listed } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { describeExpression } from "./describe-expression.js";
import type { ExpressionNode } from "./node.js";
import { typeOf } from "./scalar.js";

/** What runtimes, test runners and promises look for in anything, and what every object has: its absence is no mistake. */
export function isProbe(name: PropertyKey): boolean {
  return (
    typeof name !== "string" ||
    !/^[\p{L}][\p{L}\p{N}_]*$/u.test(name) ||
    name in Object.prototype ||
    ["then", "toJSON", "asymmetricMatch", "nodeType", "tagName", "href", "protocol"].includes(name)
  );
}

/**
 * Stands behind every expression, so that plain JavaScript hears what TypeScript says: which methods there are, and that an operator (`>`, `*`)
 * cannot work on what has no value yet. It is asked only for what an expression does not have.
 */
const guard: object = new Proxy(Object.create(null), {
  get(_, name, expression: { readonly node: ExpressionNode }) {
    if (name === Symbol.toPrimitive) return () => refuseOperator(expression.node);
    if (!isProbe(name)) throw unknownMethod(String(name), expression);
    return typeof name === "string" ? Reflect.get(Object.prototype, name) : undefined;
  },
});

/** An expression with its methods. */
export function guardExpression<T extends { readonly node: ExpressionNode }>(expression: T): T {
  return Object.setPrototypeOf(expression, guard);
}

function unknownMethod(name: string, expression: { readonly node: ExpressionNode }): InvalidArgumentError {
  const { node } = expression;
  const methods = Object.keys(expression).filter((own) => own !== "node");
  return new InvalidArgumentError(
    "expression",
    methods.length === 0
      ? `nothing behind the ${wordsOf(node)}, which is the last step of a feature`
      : `a method of the ${wordsOf(node)}: ${listed(methods)}`,
    name,
    `\`${name}\`${didYouMean(name, methods)}`,
  );
}

/** The operators of each type as the methods that stand for them. */
const methodsFor: Readonly<Record<string, string>> = {
  number:
    "`above(0)` for >, `atLeast(0)` for >=, `below(0)` for <, `atMost(0)` for <=, `equals(0)`, `plus(1)`, `minus(1)`, `times(2)` and `dividedBy(2)`",
  text: "`equals(…)`, `differsFrom(…)` and `matches(/…/)`",
  time: "`before(…)` for <, `atOrAfter(…)` for >=, `plusMinutes(…)` and `minutesSince(…)`",
  boolean: "`and(…)`, `or(…)` and `not()`",
  other: "`isMissing()`",
};

function refuseOperator(node: ExpressionNode): never {
  const type = typeOf(node);
  throw new InvalidArgumentError(
    "expression",
    `a method in place of an operator, as the ${wordsOf(node)} has no value before there are rows: ${methodsFor[type === "integer" ? "number" : type]}`,
    node,
    "an operator, or text made of it",
  );
}

function wordsOf(node: ExpressionNode): string {
  const what = node.op === "column" ? "column" : "expression";
  return `${typeOf(node)} ${what} \`${describeExpression(node)}\``;
}
