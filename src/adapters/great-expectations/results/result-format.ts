import { checkOptions, type OptionRules, option } from "../../../core/house.js";

export type ResultFormatName = "BOOLEAN_ONLY" | "BASIC" | "SUMMARY" | "COMPLETE";

/** How much a result tells, by the reference's own names. */
export interface ResultFormat {
  readonly result_format: ResultFormatName;
  /** How many unexpected values and rows a result shows. @default 20 */
  readonly partial_unexpected_count?: number;
  /** Columns whose values name a row, instead of its position. */
  readonly unexpected_index_column_names?: readonly string[];
  /** @default true with COMPLETE */
  readonly return_unexpected_index_query?: boolean;
  /** Leaves out the values, which may be personal. @default false */
  readonly exclude_unexpected_values?: boolean;
}

const names: readonly ResultFormatName[] = ["BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE"];

const rules: OptionRules<ResultFormat> = {
  result_format: option.required(option.oneOf(...names)),
  partial_unexpected_count: option.wholeNumber({ minimum: 0 }),
  unexpected_index_column_names: option.listOf(option.text),
  return_unexpected_index_query: option.flag,
  exclude_unexpected_values: option.flag,
};

export const resultFormatRule = option.either(option.oneOf(...names), option.noun);

export interface FullResultFormat extends ResultFormat {
  readonly partial_unexpected_count: number;
}

/** A result format with its defaults. */
export function fullResultFormat(format: ResultFormatName | ResultFormat): FullResultFormat {
  if (typeof format === "string") return { result_format: format, partial_unexpected_count: 20 };
  checkOptions("great-expectations", format, rules);
  return { ...format, partial_unexpected_count: format.partial_unexpected_count ?? 20 };
}
