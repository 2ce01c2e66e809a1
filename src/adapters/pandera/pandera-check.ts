/** A check of Pandera's by its name, with its arguments by theirs. */
export interface PanderaCheck {
  readonly name: CheckName;
  readonly values: Readonly<Record<string, unknown>>;
  /** What a failure is called. */
  readonly error?: string;
  /** Whether missing values are checked too, `ignore_na: false`. */
  readonly countsMissing?: true;
}

/** The arguments of Pandera's checks, the first of which may stand alone. */
export const checkArguments = {
  equal_to: ["value"],
  not_equal_to: ["value"],
  greater_than: ["min_value"],
  greater_than_or_equal_to: ["min_value"],
  less_than: ["max_value"],
  less_than_or_equal_to: ["max_value"],
  in_range: ["min_value", "max_value", "include_min", "include_max"],
  isin: ["allowed_values"],
  notin: ["forbidden_values"],
  str_matches: ["pattern"],
  str_contains: ["pattern"],
  str_startswith: ["string"],
  str_endswith: ["string"],
  str_length: ["min_value", "max_value", "exact_value"],
} as const;

export type CheckName = keyof typeof checkArguments;

/** Other names of the same checks. */
export const checkAliases: Readonly<Record<string, CheckName>> = {
  eq: "equal_to",
  ne: "not_equal_to",
  gt: "greater_than",
  ge: "greater_than_or_equal_to",
  lt: "less_than",
  le: "less_than_or_equal_to",
  between: "in_range",
};
