import type { Definitions } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import { pythonType } from "../frame/compare-cells.js";
import { keyword } from "../keywords/keyword-rules.js";
import { columnMap } from "./column-map.js";

const rules = { strictly: keyword.optional("flag") };

/** Each value against the one before it that is there. */
export const valueOrder: Definitions = {
  expect_column_values_to_be_increasing: columnMap(rules, ({ cells }, { keywords }) =>
    inOrder(cells, keywords.strictly === true, 1),
  ),
  expect_column_values_to_be_decreasing: columnMap(rules, ({ cells }, { keywords }) =>
    inOrder(cells, keywords.strictly === true, -1),
  ),
};

function inOrder(
  cells: readonly unknown[],
  strictly: boolean,
  direction: 1 | -1,
): (cell: unknown, at: number) => boolean {
  const numbers = cells.map((cell) => {
    if (typeof cell === "number" || typeof cell === "boolean" || cell instanceof Date) return Number(cell);
    const type = pythonType(cell);
    throw new EvaluationError("TypeError", `unsupported operand type(s) for -: '${type}' and '${type}'`);
  });
  return (_, at) => {
    if (at === 0) return true;
    const step = ((numbers[at] ?? 0) - (numbers[at - 1] ?? 0)) * direction;
    return strictly ? step > 0 : step >= 0;
  };
}
