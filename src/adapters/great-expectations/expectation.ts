/** One expectation as Great Expectations 1.x writes it. */
export interface Expectation {
  /** In snake case, e.g. `expect_column_values_to_be_between`. */
  readonly type: string;
  /** What is asked, by the reference's own names: `column`, `min_value`, `mostly`, `row_condition` and so on. */
  readonly kwargs?: Keywords;
  readonly id?: string | null;
  readonly meta?: unknown;
}

export type Keywords = Readonly<Record<string, unknown>>;
