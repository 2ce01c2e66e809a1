import { EvaluationError } from "../evaluation-error.js";
import type { Keywords } from "../expectation.js";
import { tryParseTime } from "../texts/parse-time.js";
import type { KeywordKind, KeywordRule, KeywordRules } from "./keyword-rules.js";

/** What any expectation takes beside its own keywords. */
const common: readonly string[] = [
  "result_format",
  "catch_exceptions",
  "include_config",
  "batch_id",
  "meta",
  "notes",
  "severity",
  "description",
  "id",
];

/**
 * Refuses keywords that an expectation does not know, lacks, or cannot use.
 * @throws {EvaluationError} in the reference's words.
 */
export function checkKeywords(keywords: Keywords, rules: KeywordRules): void {
  for (const name of Object.keys(keywords))
    if (!Object.hasOwn(rules, name) && !common.includes(name)) throw invalid(name, "extra fields not permitted");
  for (const [name, rule] of Object.entries(rules)) {
    const value = keywords[name];
    if (value === undefined || value === null) {
      if (rule.required && value === undefined) throw invalid(name, "field required");
      if (rule.required && value === null && !rule.nullable) throw invalid(name, "none is not an allowed value");
    } else checkKeyword(name, value, rule);
  }
}

function checkKeyword(name: string, value: unknown, rule: KeywordRule): void {
  if (!holders[rule.kind](value)) {
    if (rule.kind !== "choice" || !rule.choices?.includes(String(value))) throw invalid(name, refusals[rule.kind]);
  }
  const { minimum, maximum } = rule;
  if (typeof value !== "number") return;
  if (minimum !== undefined && value < minimum)
    throw invalid(name, `ensure this value is greater than or equal to ${minimum}`);
  if (maximum !== undefined && value > maximum)
    throw invalid(name, `ensure this value is less than or equal to ${maximum}`);
}

const holders: Readonly<Record<KeywordKind, (value: unknown) => boolean>> = {
  any: () => true,
  text: (value) => typeof value === "string",
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === "number" && !Number.isNaN(value),
  flag: (value) => typeof value === "boolean",
  list: (value) => Array.isArray(value),
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  object: (value) => typeof value === "object" && !Array.isArray(value),
  comparable: (value) =>
    typeof value === "number" ||
    value instanceof Date ||
    (typeof value === "string" && tryParseTime(value) !== undefined),
  choice: () => false,
};

const refusals: Readonly<Record<KeywordKind, string>> = {
  any: "none is not an allowed value",
  text: "str type expected",
  integer: "value is not a valid integer",
  number: "value is not a valid float",
  flag: "value could not be parsed to a boolean",
  list: "value is not a valid list",
  texts: "value is not a valid list of str",
  object: "value is not a valid dict",
  comparable: "value is not a valid float; invalid datetime format",
  choice: "unexpected value",
};

function invalid(name: string, message: string): EvaluationError {
  return new EvaluationError("ValidationError", `${name}: ${message}`);
}
