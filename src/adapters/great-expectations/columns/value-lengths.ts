import type { Definitions } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import { pythonText } from "../frame/python-text.js";
import { boundRules, keyword } from "../keywords/keyword-rules.js";
import { columnMap } from "./column-map.js";

/** Lengths in Unicode code points, of numbers as they are written. */
export const valueLengths: Definitions = {
  expect_column_value_lengths_to_equal: columnMap(
    { value: keyword.needed("number") },
    ({ type }, { keywords }) =>
      (cell) =>
        [...pythonText(cell, type)].length === keywords.value,
  ),
  expect_column_value_lengths_to_be_between: columnMap(boundRules("integer"), ({ type }, { keywords }) => {
    const { min_value: minimum, max_value: maximum, strict_min, strict_max } = keywords;
    if (typeof minimum !== "number" && typeof maximum !== "number")
      throw new EvaluationError("ValueError", "min_value and max_value cannot both be None");
    return (cell) => {
      const length = [...pythonText(cell, type)].length;
      if (typeof minimum === "number" && (strict_min === true ? length <= minimum : length < minimum)) return false;
      return typeof maximum !== "number" || (strict_max === true ? length < maximum : length <= maximum);
    };
  }),
};
