import { EvaluationError } from "../evaluation-error.js";

/**
 * A pattern of Python's `re` as a regular expression: named groups, `\A`, `\Z`, flags at its beginning.
 * @throws {EvaluationError} it cannot be read, or uses what JavaScript has not, e.g. `(?>…)` or `(?(1)…)`.
 */
export function pythonPattern(pattern: string): RegExp {
  const [, given = "", body = pattern] = /^\(\?([aimsux]+)\)(.*)$/s.exec(pattern) ?? [];
  if (given.includes("x")) throw unreadable(pattern, "the verbose flag x is not supported");
  const flags = [...given].filter((flag) => "ims".includes(flag)).join("");
  const source = body
    .replace(/\(\?P</g, "(?<")
    .replace(/\(\?P=(\w+)\)/g, "\\k<$1>")
    .replace(/(?<!\\)((?:\\\\)*)\\A/g, "$1^")
    .replace(/(?<!\\)((?:\\\\)*)\\Z/g, "$1$");
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    // The flag u refuses escapes that Python takes, e.g. `\-`; without it an emoji counts as two letters.
    try {
      return new RegExp(source, flags);
    } catch (error) {
      throw unreadable(pattern, error instanceof Error ? error.message : String(error));
    }
  }
}

function unreadable(pattern: string, why: string): EvaluationError {
  return new EvaluationError("ValueError", `Expected a regular expression, got ${pattern}: ${why}`);
}
