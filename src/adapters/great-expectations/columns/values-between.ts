import type { Definitions } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import { compareCells } from "../frame/compare-cells.js";
import type { FrameColumn } from "../frame/frame.js";
import { boundRules } from "../keywords/keyword-rules.js";
import { parseTime } from "../texts/parse-time.js";
import { columnMap } from "./column-map.js";

export const valuesBetween: Definitions = {
  expect_column_values_to_be_between: columnMap(boundRules("comparable"), (column, { keywords }) => {
    const [minimum, maximum] = [boundOf(keywords.min_value, column), boundOf(keywords.max_value, column)];
    if (minimum === null && maximum === null)
      throw new EvaluationError("ValueError", "min_value and max_value cannot both be None");
    if (minimum !== null && maximum !== null && compareCells(minimum, maximum) > 0)
      throw new EvaluationError("ValueError", "min_value cannot be greater than max_value");
    return (cell) =>
      within(cell, minimum, keywords.strict_min === true, 1) && within(cell, maximum, keywords.strict_max === true, -1);
  }),
};

function boundOf(bound: unknown, { type }: FrameColumn): unknown {
  if (bound === undefined || bound === null) return null;
  return type === "time" && typeof bound === "string" ? parseTime(bound) : bound;
}

/** @param side 1 below, -1 above. */
function within(cell: unknown, bound: unknown, strict: boolean, side: 1 | -1): boolean {
  if (bound === null) return true;
  if ((typeof cell === "string") !== (typeof bound === "string"))
    throw new EvaluationError(
      "TypeError",
      "Column values, min_value, and max_value must either be None or of the same type.",
    );
  const order = compareCells(cell, bound) * side;
  return strict ? order > 0 : order >= 0;
}
