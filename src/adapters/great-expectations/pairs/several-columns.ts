import type { Definition, Definitions, Evaluation } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import { cellKey } from "../frame/cell-key.js";
import { pythonType } from "../frame/compare-cells.js";
import { columnNamed } from "../frame/select-rows.js";
import { type KeywordRules, keyword, mostlyRules, rowConditionRules } from "../keywords/keyword-rules.js";
import { countedCell } from "../results/count-values.js";
import { mapOutcome } from "../results/map-outcome.js";
import { consideredPlaces } from "./pair-map.js";

type Row = readonly unknown[];

const rules: KeywordRules = {
  column_list: keyword.needed("texts"),
  ignore_row_if: keyword.choice("all_values_are_missing", "any_value_is_missing", "never"),
  ...mostlyRules,
  ...rowConditionRules,
};

/** Expectations of several columns' values in a row; by default a row in which all are missing does not count. */
export const severalColumns: Definitions = {
  expect_compound_columns_to_be_unique: rowMap({}, (rows) => {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(rowKey(row), (counts.get(rowKey(row)) ?? 0) + 1);
    return (row) => counts.get(rowKey(row)) === 1;
  }),
  expect_select_column_values_to_be_unique_within_record: rowMap(
    {},
    () => (row) => new Set(row.map(cellKey)).size === row.length,
  ),
  expect_multicolumn_sum_to_equal: rowMap({ sum_total: keyword.needed("number") }, (_, { keywords }) => (row) => {
    let sum = 0;
    for (const cell of row) {
      if (cell === null) return false;
      if (typeof cell !== "number" && typeof cell !== "boolean")
        throw new EvaluationError("TypeError", `unsupported operand type(s) for +: 'int' and '${pythonType(cell)}'`);
      sum += Number(cell);
    }
    return sum === keywords.sum_total;
  }),
};

function rowMap(
  own: KeywordRules,
  condition: (rows: readonly Row[], evaluation: Evaluation) => (row: Row) => boolean,
): Definition {
  return {
    rules: { ...rules, ...own },
    evaluate(evaluation) {
      const { keywords, frame } = evaluation;
      const names = keywords.column_list as readonly string[];
      if (names.length < 2)
        throw new EvaluationError("ValidationError", "column_list: ensure this value has at least 2 items");
      const columns = names.map((name) => columnNamed(frame, name));
      const leavingOut = { any_value_is_missing: "any", never: "none" } as const;
      const places = consideredPlaces(columns, leavingOut[keywords.ignore_row_if as keyof typeof leavingOut] ?? "all");
      const rowAt = (place: number): Row => columns.map(({ cells }) => cells[place] ?? null);
      const rows = places.map(rowAt);
      const expected = condition(rows, evaluation);
      return mapOutcome(evaluation, {
        columns,
        unexpected: places.filter((_, at) => !expected(rows[at] ?? [])),
        considered: places.length,
        valueAt: (place) => Object.fromEntries(columns.map(({ name, cells }) => [name, cells[place] ?? null])),
        countedAt: (place) => columns.map((column) => countedCell(column, place)),
      });
    },
  };
}

function rowKey(row: Row): string {
  return row.map(cellKey).join("\u0000");
}
