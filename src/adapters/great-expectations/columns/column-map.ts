import type { Definition, Evaluation } from "../evaluation.js";
import type { FrameColumn } from "../frame/frame.js";
import { columnNamed, presentPlaces, selectCells } from "../frame/select-rows.js";
import { columnRules, type KeywordRules, mostlyRules } from "../keywords/keyword-rules.js";
import { mapOutcome } from "../results/map-outcome.js";

/** Tells of each cell whether it is expected. The column has no missing values. */
export type ColumnCondition = (
  column: FrameColumn,
  evaluation: Evaluation,
) => (cell: unknown, place: number) => boolean;

/** An expectation of every value of a column that is there. */
export function columnMap(rules: KeywordRules, condition: ColumnCondition): Definition {
  return {
    rules: { ...columnRules, ...mostlyRules, ...rules },
    evaluate(evaluation) {
      const column = columnNamed(evaluation.frame, evaluation.keywords.column);
      const places = presentPlaces(column);
      const expected = condition(selectCells(column, places), evaluation);
      return mapOutcome(evaluation, {
        columns: [column],
        unexpected: places.filter((place, at) => !expected(column.cells[place], at)),
        considered: places.length,
        valueAt: (place) => column.cells[place],
      });
    },
  };
}
