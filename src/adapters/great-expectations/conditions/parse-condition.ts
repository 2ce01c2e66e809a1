import { EvaluationError } from "../evaluation-error.js";
import type { CompareOperator, Condition, Operand } from "./condition.js";
import { type Token, tokensOf } from "./tokens-of.js";

const comparisons = ["==", "!=", "<", "<=", ">", ">="];

/**
 * A row condition in the language of pandas' `query`: comparisons of columns and values, also in chains, `in`, `not in`, `.isnull()`, `.notnull()`,
 * joined by `&`, `|`, `~`, `and`, `or`, `not` and parentheses. `&` and `|` bind as `and` and `or` do.
 * @throws {EvaluationError} it cannot be read.
 */
export function parseCondition(text: string): Condition {
  const tokens = tokensOf(text);
  let at = 0;
  const refuse = (expected: string): EvaluationError =>
    new EvaluationError(
      "ValueError",
      `Expected ${expected} in the row condition ${text}, got ${tokens[at]?.text ?? "its end"}`,
    );
  const isMark = (...marks: readonly string[]): boolean =>
    tokens[at]?.kind === "mark" && marks.includes(tokens[at]?.text ?? "");
  function take(mark: string): boolean {
    if (!isMark(mark)) return false;
    at += 1;
    return true;
  }
  function need(mark: string): void {
    if (!take(mark)) throw refuse(`\`${mark}\``);
  }

  function either(): Condition {
    let left = both();
    while (take("|") || take("or")) left = { op: "or", left, right: both() };
    return left;
  }
  function both(): Condition {
    let left = single();
    while (take("&") || take("and")) left = { op: "and", left, right: single() };
    return left;
  }
  function single(): Condition {
    if (take("~") || take("not")) return { op: "not", of: single() };
    if (isMark("(")) {
      at += 1;
      const inner = either();
      need(")");
      return inner;
    }
    return comparison();
  }
  function comparison(): Condition {
    let left = operand();
    if (take(".")) return nullity(left);
    let whole: Condition | undefined;
    for (;;) {
      const operator = comparisonOperator();
      if (operator === undefined) break;
      const right = operand();
      const part: Condition = { op: "compare", operator, left, right };
      whole = whole === undefined ? part : { op: "and", left: whole, right: part };
      left = right;
    }
    return whole ?? { op: "compare", operator: "==", left, right: { kind: "value", value: true } };
  }
  function comparisonOperator(): CompareOperator | undefined {
    if (take("in")) return "in";
    if (isMark("not") && tokens[at + 1]?.text === "in") {
      at += 2;
      return "not in";
    }
    if (!isMark(...comparisons)) return undefined;
    at += 1;
    return tokens[at - 1]?.text as CompareOperator;
  }
  function nullity(of: Operand): Condition {
    const name = tokens[at]?.text ?? "";
    if (!["isnull", "isna", "notnull", "notna"].includes(name)) throw refuse("isnull() or notnull()");
    at += 1;
    need("(");
    need(")");
    return { op: "missing", of, missing: name.startsWith("is") };
  }
  function operand(): Operand {
    if (take("[") || take("(")) {
      const values: unknown[] = [];
      while (!(isMark("]") || isMark(")"))) {
        values.push(literal());
        take(",");
      }
      at += 1;
      return { kind: "value", value: values };
    }
    const token = tokens[at];
    if (token?.kind === "name" && !["True", "False", "None"].includes(token.text)) {
      at += 1;
      return { kind: "column", name: token.text };
    }
    return { kind: "value", value: literal() };
  }
  function literal(): unknown {
    const negative = take("-");
    const token: Token | undefined = tokens[at];
    if (token === undefined || token.kind === "mark") throw refuse("a column or a value");
    at += 1;
    if (token.kind === "number") return negative ? -Number(token.text) : Number(token.text);
    if (token.kind === "text") return token.text;
    return { True: true, False: false, None: null }[token.text] ?? null;
  }

  const condition = either();
  if (at < tokens.length) throw refuse("`and`, `or` or the end");
  return condition;
}
