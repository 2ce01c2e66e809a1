import { EvaluationError } from "../evaluation-error.js";
import type { ParameterScope } from "./parameter-scope.js";

/** A stretch of time, beside numbers and moments the third thing that parameters compute with. */
class Duration {
  constructor(readonly milliseconds: number) {}
}

const day = 86_400_000;
const units: Readonly<Record<string, number>> = {
  weeks: 7 * day,
  days: day,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
};

/**
 * The value of a suite parameter: a name, or a computation with `+ - * /`, parentheses, numbers, names, `now()`, `datetime(y, m, d, …)` and `timedelta(days=…, …)`.
 * @throws {EvaluationError} a name has no value, or it cannot be computed.
 */
export function evaluateParameter(text: string, scope: ParameterScope): unknown {
  if (Object.hasOwn(scope.parameters, text)) return scope.parameters[text];
  const tokens = text.match(/\d+\.?\d*|[A-Za-z_][\w.]*|[-+*/(),=]|\S/g) ?? [];
  let at = 0;
  const refuse = (): EvaluationError =>
    new EvaluationError(
      "ValueError",
      `Expected a value for the suite parameter ${text}, and got none: give it in \`suiteParameters\``,
    );
  function need(mark: string): void {
    if (tokens[at++] !== mark) throw refuse();
  }
  function sum(): unknown {
    let left = product();
    while (tokens[at] === "+" || tokens[at] === "-") {
      const sign = tokens[at++] === "-" ? -1 : 1;
      left = add(left, product(), sign);
    }
    return left;
  }
  function product(): unknown {
    let left = unary();
    while (tokens[at] === "*" || tokens[at] === "/") {
      const operator = tokens[at++];
      const right = unary();
      if (typeof left !== "number" || typeof right !== "number") throw refuse();
      left = operator === "*" ? left * right : left / right;
    }
    return left;
  }
  function unary(): unknown {
    if (tokens[at] !== "-") return atom();
    at += 1;
    const value = unary();
    if (typeof value !== "number") throw refuse();
    return -value;
  }
  function atom(): unknown {
    const token = tokens[at++] ?? "";
    if (/^\d/.test(token)) return Number(token);
    if (token === "(") {
      const value = sum();
      need(")");
      return value;
    }
    if (tokens[at] === "(") return call(token);
    if (Object.hasOwn(scope.parameters, token)) return scope.parameters[token];
    throw refuse();
  }
  function call(name: string): unknown {
    need("(");
    const given: number[] = [];
    const named: Record<string, number> = {};
    while (tokens[at] !== ")") {
      const key = tokens[at + 1] === "=" ? tokens[at] : undefined;
      if (key !== undefined) at += 2;
      const value = sum();
      if (typeof value !== "number") throw refuse();
      if (key === undefined) given.push(value);
      else named[key] = value;
      if (tokens[at] === ",") at += 1;
      else if (tokens[at] !== ")") throw refuse();
    }
    at += 1;
    if (name === "now") return scope.now;
    if (name === "datetime") {
      const [year = 1970, month = 1, date = 1, ...clock] = given;
      return new Date(Date.UTC(year, month - 1, date, ...clock));
    }
    if (name !== "timedelta" || Object.keys(named).some((unit) => units[unit] === undefined)) throw refuse();
    return new Duration(
      Object.entries(named).reduce((total, [unit, count]) => total + count * (units[unit] ?? 0), (given[0] ?? 0) * day),
    );
  }
  function add(left: unknown, right: unknown, sign: number): unknown {
    if (typeof left === "number" && typeof right === "number") return left + sign * right;
    if (left instanceof Date && right instanceof Duration) return new Date(left.getTime() + sign * right.milliseconds);
    if (left instanceof Duration && right instanceof Duration)
      return new Duration(left.milliseconds + sign * right.milliseconds);
    throw refuse();
  }
  const value = sum();
  if (at < tokens.length || value instanceof Duration) throw refuse();
  return value;
}
