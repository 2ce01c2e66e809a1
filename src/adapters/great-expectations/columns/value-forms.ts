import type { Definitions } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import { keyword } from "../keywords/keyword-rules.js";
import { matchesSchema } from "../texts/json-schema.js";
import { matchFormat } from "../texts/match-format.js";
import { tryParseTime } from "../texts/parse-time.js";
import { columnMap } from "./column-map.js";

/** What text can be read as: a time, JSON. */
export const valueForms: Definitions = {
  expect_column_values_to_match_strftime_format: columnMap(
    { strftime_format: keyword.needed("text") },
    (_, { keywords }) => {
      const matches = matchFormat(String(keywords.strftime_format));
      return (cell) => matches(textOf(cell, "match_strftime_format"));
    },
  ),
  expect_column_values_to_be_dateutil_parseable: columnMap(
    {},
    () => (cell) => tryParseTime(textOf(cell, "be_dateutil_parseable")) !== undefined,
  ),
  expect_column_values_to_be_json_parseable: columnMap({}, () => (cell) => parseJson(cell).parsed),
  expect_column_values_to_match_json_schema: columnMap(
    { json_schema: keyword.needed("object") },
    (_, { keywords }) =>
      (cell) => {
        const { parsed, value } = parseJson(cell);
        if (!parsed) throw new EvaluationError("ValueError", `Expected JSON, got ${String(cell)}`);
        return matchesSchema(value, keywords.json_schema);
      },
  ),
};

function textOf(cell: unknown, name: string): string {
  if (typeof cell === "string") return cell;
  throw new EvaluationError("TypeError", `Values passed to expect_column_values_to_${name} must be of type string.`);
}

function parseJson(cell: unknown): { readonly parsed: boolean; readonly value?: unknown } {
  if (typeof cell !== "string") return { parsed: false };
  try {
    // Python reads these as numbers.
    return { parsed: true, value: JSON.parse(/^\s*-?(?:NaN|Infinity)\s*$/.test(cell) ? "0" : cell) };
  } catch {
    return { parsed: false };
  }
}
