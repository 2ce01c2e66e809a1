import { between } from "../aggregates/between.js";
import type { Definition, Definitions, Evaluation } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import { boundRules, keyword, rowConditionRules } from "../keywords/keyword-rules.js";

const rowCount = ({ frame }: Evaluation): number => frame.length;
const columnCount = ({ frame }: Evaluation): number => frame.columns.length;

/** How many rows and columns there are, and which. */
export const tableShape: Definitions = {
  expect_table_row_count_to_be_between: {
    ...countBetween(rowCount),
    evaluate(evaluation) {
      const { min_value: least, max_value: most } = evaluation.keywords;
      if (typeof least === "number" && typeof most === "number" && least > most)
        throw new EvaluationError(
          "ValidationError",
          `min_value (${least}) must be less than or equal to max_value (${most})`,
        );
      return between(rowCount(evaluation), evaluation.keywords);
    },
  },
  expect_table_row_count_to_equal: countEqual(rowCount),
  expect_table_column_count_to_be_between: countBetween(columnCount),
  expect_table_column_count_to_equal: countEqual(columnCount),
  expect_table_row_count_to_equal_other_table: {
    rules: { other_table_name: keyword.needed("text"), ...rowConditionRules },
    evaluate({ frame, keywords, rowsOf }) {
      const other = rowsOf(String(keywords.other_table_name));
      return { success: frame.length === other, result: { observed_value: { self: frame.length, other } } };
    },
  },
  expect_column_to_exist: {
    rules: { column: keyword.needed("text"), column_index: keyword.optional("integer") },
    evaluate({ frame, keywords }) {
      const at = frame.columns.findIndex(({ name }) => name === keywords.column);
      const index = keywords.column_index ?? at;
      // A place from the end is negative, as in Python.
      const wanted = Number(index) < 0 && at >= 0 ? Number(index) + frame.columns.length : index;
      return { success: at >= 0 && wanted === at, result: {} };
    },
  },
};

function countBetween(count: (evaluation: Evaluation) => number): Definition {
  return {
    rules: { ...boundRules("integer"), ...rowConditionRules },
    evaluate: (evaluation) => between(count(evaluation), evaluation.keywords),
  };
}

function countEqual(count: (evaluation: Evaluation) => number): Definition {
  return {
    rules: { value: keyword.needed("integer"), ...rowConditionRules },
    evaluate(evaluation) {
      const observed = count(evaluation);
      return { success: observed === evaluation.keywords.value, result: { observed_value: observed } };
    },
  };
}
