import type { Definition, Definitions } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import { pythonText } from "../frame/python-text.js";
import { keyword } from "../keywords/keyword-rules.js";
import { type LikeDialect, likePattern } from "../texts/like-pattern.js";
import { pythonPattern } from "../texts/python-pattern.js";
import { columnMap } from "./column-map.js";

type Reader = (pattern: string, dialect: LikeDialect) => RegExp;

const matchOn = { match_on: keyword.choice("any", "all") };

/** Regular expressions that have to be found in a value, and patterns of `LIKE` that have to be the whole of it. */
export const valuePatterns: Definitions = {
  expect_column_values_to_match_regex: one("regex", pythonPattern, true),
  expect_column_values_to_not_match_regex: one("regex", pythonPattern, false),
  expect_column_values_to_match_regex_list: many("regex_list", pythonPattern, true),
  expect_column_values_to_not_match_regex_list: many("regex_list", pythonPattern, false),
  expect_column_values_to_match_like_pattern: one("like_pattern", likePattern, true),
  expect_column_values_to_not_match_like_pattern: one("like_pattern", likePattern, false),
  expect_column_values_to_match_like_pattern_list: many("like_pattern_list", likePattern, true),
  expect_column_values_to_not_match_like_pattern_list: many("like_pattern_list", likePattern, false),
};

function one(name: string, read: Reader, matches: boolean): Definition {
  return columnMap({ [name]: keyword.needed("text") }, ({ type }, { keywords, like }) => {
    const pattern = read(String(keywords[name]), like);
    return (cell) => pattern.test(pythonText(cell, type)) === matches;
  });
}

function many(name: string, read: Reader, matches: boolean): Definition {
  return columnMap({ [name]: keyword.needed("texts"), ...(matches && matchOn) }, ({ type }, { keywords, like }) => {
    const patterns = (keywords[name] as readonly string[]).map((pattern) => read(pattern, like));
    if (patterns.length === 0)
      throw new EvaluationError("ValueError", `At least one pattern must be supplied in the ${name}.`);
    return (cell) => {
      const text = pythonText(cell, type);
      const found = patterns.filter((pattern) => pattern.test(text)).length;
      if (!matches) return found === 0;
      return keywords.match_on === "all" ? found === patterns.length : found > 0;
    };
  });
}
