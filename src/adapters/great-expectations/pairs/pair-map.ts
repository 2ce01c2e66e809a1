import type { Definition, Evaluation } from "../evaluation.js";
import type { FrameColumn } from "../frame/frame.js";
import { columnNamed } from "../frame/select-rows.js";
import { type KeywordRules, keyword, mostlyRules, rowConditionRules } from "../keywords/keyword-rules.js";
import { countedCell } from "../results/count-values.js";
import { mapOutcome } from "../results/map-outcome.js";

export type PairCondition = (evaluation: Evaluation) => (left: unknown, right: unknown) => boolean;

const rules: KeywordRules = {
  column_A: keyword.needed("text"),
  column_B: keyword.needed("text"),
  ignore_row_if: keyword.choice("both_values_are_missing", "either_value_is_missing", "neither"),
  ...mostlyRules,
  ...rowConditionRules,
};

/** An expectation of two columns' values in a row; by default a row in which both are missing does not count. */
export function pairMap(own: KeywordRules, condition: PairCondition): Definition {
  return {
    rules: { ...rules, ...own },
    evaluate(evaluation) {
      const { keywords, frame } = evaluation;
      const [left, right] = [columnNamed(frame, keywords.column_A), columnNamed(frame, keywords.column_B)];
      const places = consideredPlaces([left, right], ignored(keywords.ignore_row_if));
      const expected = condition(evaluation);
      const columns: readonly FrameColumn[] = [left, right];
      const cell = (column: FrameColumn, place: number): unknown => column.cells[place] ?? null;
      return mapOutcome(evaluation, {
        columns,
        unexpected: places.filter((place) => !expected(cell(left, place), cell(right, place))),
        considered: places.length,
        valueAt: (place) => [cell(left, place), cell(right, place)],
        countedAt: (place) => [countedCell(left, place), countedCell(right, place)],
      });
    },
  };
}

function ignored(choice: unknown): "all" | "any" | "none" {
  if (choice === "either_value_is_missing") return "any";
  return choice === "neither" ? "none" : "all";
}

/** The rows that count: without those in which all or any of some columns are missing. */
export function consideredPlaces(columns: readonly FrameColumn[], leavingOut: "all" | "any" | "none"): number[] {
  const length = columns[0]?.cells.length ?? 0;
  const places = Array.from({ length }, (_, place) => place);
  if (leavingOut === "none") return places;
  return places.filter((place) => {
    const missing = columns.filter(({ cells }) => cells[place] === null).length;
    return leavingOut === "any" ? missing === 0 : missing < columns.length;
  });
}
