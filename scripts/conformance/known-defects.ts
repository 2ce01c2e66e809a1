import type { ExpectationResult } from "golden-pipeline/adapters/great-expectations";
import type { Case } from "./case.js";

/** A case that Great Expectations 1.12 itself does not follow, or that follows a fault of it. */
export interface KnownDefect {
  readonly type: string;
  readonly title: string;
  readonly reason: string;
  /** What a right evaluation does instead. */
  readonly instead: (result: ExpectationResult) => boolean;
}

const evaluates = ({ exception_info: { raised_exception } }: ExpectationResult): boolean => !raised_exception;
const refusesWith =
  (words: string) =>
  ({ exception_info: { exception_message } }: ExpectationResult): boolean =>
    exception_message?.includes(words) ?? false;
const words = "outdated: it is refused, but 1.12 says so in other words";

export const knownDefects: readonly KnownDefect[] = [
  {
    type: "expect_column_sum_to_be_between",
    title: "raise_valueerror_with_both_max_and_min_are_missing",
    reason: "outdated: 1.12 takes both bounds for optional, and evaluates it",
    instead: evaluates,
  },
  {
    type: "expect_table_column_count_to_be_between",
    title: "test_error_handling_for_max_lt_min",
    reason: "outdated: 1.12 evaluates it, to false",
    instead: (result) => evaluates(result) && !result.success,
  },
  {
    type: "expect_column_value_lengths_to_be_between",
    title: "test_error_handling_values_are_integers",
    reason: "outdated: 1.12 takes the length of a number as it is written",
    instead: evaluates,
  },
  {
    type: "expect_column_value_lengths_to_be_between",
    title: "test_error_handling_for_non_int_max_value",
    reason: words,
    instead: refusesWith("field required"),
  },
  {
    type: "expect_column_values_to_not_be_in_set",
    title: "raise_typeerror_when_values_set_is_missing",
    reason: words,
    instead: refusesWith("none is not an allowed value"),
  },
  {
    type: "expect_table_column_count_to_be_between",
    title: "test_error_handling_for_non_int_min_value",
    reason: words,
    instead: refusesWith("not a valid integer"),
  },
  {
    type: "expect_table_row_count_to_be_between",
    title: "test_error_handling_for_non_int_min_value",
    reason: words,
    instead: refusesWith("not a valid integer"),
  },
  {
    type: "expect_table_row_count_to_be_between",
    title: "test_error_handling_for_min_greater_than_max",
    reason: words,
    instead: refusesWith("must be less than or equal to max_value"),
  },
  {
    type: "expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than",
    title: "positive_uniform_distribution_params_is_a_dict",
    reason:
      "defect: the `max` of a uniform distribution is taken for its width, so that the data from -5 to 6 pass for uniform up to 11",
    instead: (result) => evaluates(result) && !result.success,
  },
];

export function knownDefect({ type, title }: Case): KnownDefect | undefined {
  return knownDefects.find((defect) => defect.type === type && defect.title === title);
}
