import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import { type ColumnDrift, columnDrift } from "./column-drift.js";
import { type Rows, rowSamples } from "./row-samples.js";
import { type EvidentlyTest, statTests } from "./stat-tests.js";

/** What is chosen otherwise than Evidently does. */
export interface TestChoice {
  /** By column. @default by type, different values and rows: see `docs/adapters/evidently.md` */
  readonly tests?: { readonly [column: string]: EvidentlyTest };
  /** By column. @default the test's own */
  readonly thresholds?: { readonly [column: string]: number };
  /** The data have drifted when at least this share of columns has. @default 0.5 */
  readonly driftShare?: number;
}

export interface EvidentlyDriftOptions extends TestChoice {
  /** Columns with their types, in the report's order. @default all of the reference; numbers where all values are */
  readonly columns?: { readonly [column: string]: "number" | "category" };
}

/** What was found of all columns. */
export interface EvidentlyDrift {
  readonly columns: readonly ColumnDrift[];
  /** How many have drifted. */
  readonly drifted: number;
  /** Which part of the columns that is. */
  readonly share: number;
  /** The share from which on the data have drifted. */
  readonly driftShare: number;
  readonly datasetDrift: boolean;
}

export const choiceRules: OptionRules<TestChoice> = {
  tests: valuesOf(option.oneOf(...Object.keys(statTests))),
  thresholds: valuesOf(option.number({ minimum: 0 })),
  driftShare: option.share,
};

const rules: OptionRules<EvidentlyDriftOptions> = {
  ...choiceRules,
  columns: valuesOf(option.oneOf("number", "category")),
};

/**
 * Compares rows with those of a reference as Evidently's `DataDriftPreset` does: with its tests, its choice among them and its thresholds.
 * Null, NaN and infinities are left out.
 * @throws {InvalidArgumentError} a column has no value on one side, or a test cannot be made of its values.
 */
export function evidentlyDrift(
  reference: Iterable<Rows[number]>,
  current: Iterable<Rows[number]>,
  options: EvidentlyDriftOptions = {},
): EvidentlyDrift {
  checkArguments("evidently drift", { reference, current }, { reference: option.rows, current: option.rows });
  checkOptions("evidently drift", options, rules);
  const { columns, tests, thresholds, driftShare = 0.5 } = options;
  const sides: readonly [Rows, Rows] = [[...reference], [...current]];
  const names = columns === undefined ? columnNames(sides[0]) : Object.keys(columns);
  const found = names.map((name) =>
    columnDrift(name, rowSamples(name, sides, columns?.[name]), {
      test: tests?.[name],
      threshold: thresholds?.[name],
    }),
  );
  return { columns: found, ...datasetDrift(found, driftShare) };
}

function columnNames(rows: Rows): readonly string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names];
}

/** Of all columns, whether enough have drifted. */
export function datasetDrift(columns: readonly Pick<ColumnDrift, "drifted">[], driftShare: number) {
  const drifted = columns.filter((column) => column.drifted).length;
  const share = columns.length === 0 ? 0 : drifted / columns.length;
  return { drifted, share, driftShare, datasetDrift: share >= driftShare };
}

function valuesOf(rule: ReturnType<typeof option.oneOf>): ReturnType<typeof option.oneOf> {
  return {
    expected: `for each column ${rule.expected}`,
    holds: (value) => option.noun.holds(value) && Object.values(value as object).every((one) => rule.holds(one)),
  };
}
