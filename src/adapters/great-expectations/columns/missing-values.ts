import type { Definition, Definitions } from "../evaluation.js";
import { columnNamed } from "../frame/select-rows.js";
import { columnRules, mostlyRules } from "../keywords/keyword-rules.js";
import { countedCell } from "../results/count-values.js";
import { mapOutcome } from "../results/map-outcome.js";

/** The two expectations that look at missing values: every row counts. */
export const missingValues: Definitions = {
  expect_column_values_to_be_null: nullity(true),
  expect_column_values_to_not_be_null: nullity(false),
};

function nullity(missing: boolean): Definition {
  return {
    rules: { ...columnRules, ...mostlyRules },
    evaluate(evaluation) {
      const column = columnNamed(evaluation.frame, evaluation.keywords.column);
      const unexpected: number[] = [];
      column.cells.forEach((cell, place) => {
        if ((cell === null) !== missing) unexpected.push(place);
      });
      // The reference writes a missing time as text.
      const valueAt = (place: number): unknown => column.cells[place] ?? (column.type === "time" ? "NaT" : null);
      const countedAt = (place: number): unknown => countedCell(column, place) ?? valueAt(place);
      return mapOutcome(evaluation, { columns: [column], unexpected, considered: undefined, valueAt, countedAt });
    },
  };
}
