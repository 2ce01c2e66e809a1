/** A data contract of Soda 4, its parts called as in its YAML. Those that are not listed here are kept as they were read. */
export interface SodaContract {
  /** `data source/database/schema/table`. */
  readonly dataset: string;
  readonly columns: readonly SodaColumn[];
  /** Checks of the table. */
  readonly checks?: readonly SodaCheck[];
  readonly [part: string]: unknown;
}

export interface SodaColumn extends SodaValidity {
  readonly name: string;
  /** As the data source calls it, e.g. `varchar`. */
  readonly data_type?: string;
  readonly character_maximum_length?: number;
  /** Whether the table may lack it. @default false */
  readonly optional?: boolean;
  readonly checks?: readonly SodaCheck[];
}

/** One check: its type, e.g. `missing`, and what it says; null where the type says all. */
export interface SodaCheck {
  readonly [type: string]: SodaCheckBody | null;
}

export interface SodaCheckBody extends SodaValidity {
  readonly name?: string;
  /** Tells two checks of one type and column apart. */
  readonly qualifier?: string;
  readonly threshold?: SodaThreshold;
  /** SQL: which rows are looked at. */
  readonly filter?: string;
  /** Of `failed_rows`, SQL: which rows fail. */
  readonly expression?: string;
  /** Of `aggregate`. */
  readonly function?: string;
  /** Of `duplicate` of a table. */
  readonly columns?: readonly string[];
  /** Of `freshness`: the column that tells how old a row is. */
  readonly column?: string;
  /** Of `schema`. @default false */
  readonly allow_extra_columns?: boolean;
  /** Of `schema`. @default false */
  readonly allow_other_column_order?: boolean;
}

/** Which values count as missing, which as invalid; a column's are those of its checks that state none. */
export interface SodaValidity {
  readonly missing_values?: readonly unknown[];
  readonly missing_format?: SodaFormat;
  readonly valid_values?: readonly unknown[];
  readonly invalid_values?: readonly unknown[];
  readonly valid_format?: SodaFormat;
  readonly invalid_format?: SodaFormat;
  readonly valid_min?: number;
  readonly valid_max?: number;
  readonly valid_length?: number;
  readonly valid_min_length?: number;
  readonly valid_max_length?: number;
  readonly [part: string]: unknown;
}

export interface SodaFormat {
  /** In the language of the data source. */
  readonly regex: string;
  readonly name: string;
}

/** What the figure of a check must be. */
export interface SodaThreshold extends SodaComparison {
  readonly metric?: "count" | "percent";
  /** Of `freshness`. */
  readonly unit?: "minute" | "hour" | "day";
  /** One more comparison, of the other level. */
  readonly additional?: SodaComparison;
}

export interface SodaComparison {
  readonly must_be?: number;
  readonly must_not_be?: number;
  readonly must_be_greater_than?: number;
  readonly must_be_greater_than_or_equal?: number;
  readonly must_be_less_than?: number;
  readonly must_be_less_than_or_equal?: number;
  readonly must_be_between?: SodaRange;
  readonly must_be_not_between?: SodaRange;
  /** Whether it fails, or only warns. @default "fail" */
  readonly level?: "fail" | "warn";
}

export interface SodaRange {
  readonly greater_than?: number;
  readonly greater_than_or_equal?: number;
  readonly less_than?: number;
  readonly less_than_or_equal?: number;
}
