import { meanOf, stdevOf } from "../aggregates/moments.js";
import type { Definitions } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import { keyword } from "../keywords/keyword-rules.js";
import { columnMap } from "./column-map.js";

const rules = { threshold: keyword.needed("number"), double_sided: keyword.optional("flag") };

/** How many standard deviations from the mean. Where these are none, as in a constant column, every value is expected. */
export const valueScores: Definitions = {
  expect_column_value_z_scores_to_be_less_than: columnMap(rules, (column, { keywords }) => {
    const { threshold, double_sided = true } = keywords;
    if (typeof threshold !== "number") throw new EvaluationError("ValueError", "threshold must be a number");
    const [mean, deviation] = [meanOf(column), stdevOf(column)];
    return (cell) => {
      const score = (Number(cell) - (mean ?? Number.NaN)) / (deviation ?? Number.NaN);
      if (deviation === 0 || Number.isNaN(score)) return true;
      return double_sided === true ? Math.abs(score) < Math.abs(threshold) : score < threshold;
    };
  }),
};
