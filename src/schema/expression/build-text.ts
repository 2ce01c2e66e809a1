import { checkArguments, checkOptions, type OptionRule, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { condition } from "./build-condition.js";
import { history } from "./build-history.js";
import { numberColumn } from "./build-number.js";
import type { TextColumn } from "./expression.js";
import { guardExpression } from "./guard-expression.js";
import type { BoundHistoryScope } from "./history-scope.js";
import type { ExpressionNode } from "./node.js";
import { operandOf } from "./operand.js";

const word: OptionRule = { expected: "text", holds: (value) => typeof value === "string" };
const regularExpression: OptionRule = {
  expected: "a regular expression, e.g. `/^A/`",
  holds: (value) => value instanceof RegExp,
};

/** Wraps an expression that gives text. */
export function textColumn<T extends string | null = string, All = unknown>(
  node: ExpressionNode,
  scope?: BoundHistoryScope,
): TextColumn<T, All> {
  return guardExpression({
    node,
    isMissing: () => condition({ op: "is-missing", of: node }),
    oneOf: (values) => {
      checkArguments("expression", { values }, { values: option.listOf(word) });
      return condition({ op: "one-of", of: node, values: [...values] });
    },
    equals: (other) => condition({ op: "equal", left: node, right: operandOf("equals", "text", other) }),
    differsFrom: (other) => condition({ op: "differ", left: node, right: operandOf("differsFrom", "text", other) }),
    matches: (pattern) => {
      checkArguments("expression", { pattern }, { pattern: regularExpression });
      return condition({ op: "matches", of: node, pattern: pattern.source, flags: checkFlags(pattern) });
    },
    impute: (value) => {
      checkArguments("expression", { value }, { value: word });
      return textColumn<string, All>({ op: "impute", of: node, value }, scope);
    },
    lookup: (entries) => {
      checkArguments("expression", { entries }, { entries: option.noun });
      return textColumn<string | null, All>({ op: "lookup", of: node, type: "text", entries: { ...entries } }, scope);
    },
    lookupNumber: (entries) => {
      checkArguments("expression", { entries }, { entries: option.noun });
      return numberColumn<number | null>({ op: "lookup", of: node, type: "number", entries: { ...entries } });
    },
    oneHot: (options = {}) => {
      checkOptions("features", options, { maxCategories: option.count });
      return guardExpression({ node: { op: "one-hot", of: node, maximumCategories: options.maxCategories ?? 60 } });
    },
    history: (options) => history<All>(node, options, scope),
  });
}

/** `g` and `y` make a pattern remember where it stopped, so that the same row would give different answers. */
function checkFlags(pattern: RegExp): string {
  if (pattern.global || pattern.sticky)
    throw new InvalidArgumentError("expression", "a pattern without the flags g and y", String(pattern));
  return pattern.flags;
}
