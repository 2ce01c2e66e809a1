import { type OptionRules, option } from "../core/house.js";
import type { JsonObject } from "../core/index.js";
import { wholeBatch } from "../dataset/index.js";
import type { Candidate, Predictions, RowMeasure } from "../model/index.js";
import { builtEntries, builtNode, columnsOf, scalarAt } from "../schema/house.js";
import {
  type Batch,
  type Columns,
  type Condition,
  compileColumns,
  type Expression,
  rowAt,
  takeRows,
} from "../schema/index.js";

/** What is said of test rows besides their targets. */
export interface TestRowOptions<Row> {
  /** Rows of one cluster (a day, a user) are not independent. Without it every interval is too narrow, and the report says so. */
  readonly cluster?: (row: Columns<NoInfer<Row>>) => Expression<string> | Expression<number>;
  readonly slices?: (row: Columns<NoInfer<Row>>) => Readonly<Record<string, Condition>>;
  /** What was asked, for layers that look at it: units in the question, a judge. */
  readonly question?: (row: Columns<NoInfer<Row>>) => Expression<string>;
  /** Measures of quality besides the task's own, kept in the version's profile: a monitor with the same ones then knows what is normal, e.g. of texts. @default none */
  readonly measures?: readonly RowMeasure[];
  /** Whether the report shows what the rows to read first say, their labels aside; not where that is personal. @default true */
  readonly inputs?: boolean;
}

export const testRowRules: OptionRules<TestRowOptions<never>> = {
  cluster: option.callback,
  slices: option.callback,
  question: option.callback,
  measures: option.listOf(option.noun),
  inputs: option.flag,
};

/** The test rows that have a target. */
export interface CandidateRows {
  readonly batch: Batch;
  /** What predictions of them say of the rows. */
  readonly facts: Pick<Predictions<never, never>, "ids" | "dataset" | "clusters" | "slices" | "inputs">;
  /** What a row says without its labels, for who reads the worst ones. */
  readonly inputsOf?: (row: number) => JsonObject;
}

export async function candidateRows<Row, Label extends string, Target>(
  { name, data: { test }, targets: { rows } }: Pick<Candidate<Row, Label, Target>, "name" | "data" | "targets">,
  options: TestRowOptions<Row>,
): Promise<CandidateRows> {
  const batch = takeRows(await wholeBatch(test), rows);
  const place = "evaluate";
  const row = columnsOf(name.contract.columns, { place, owner: `contract ${name.contract.name}` }) as Columns<Row>;
  const valuesOf = (what: string, built: unknown, wanted?: "condition"): readonly unknown[] => {
    const column = compileColumns(builtNode(place, what, built, wanted))(batch);
    return Array.from({ length: batch.length }, (_, index) => scalarAt(column, index));
  };
  const cluster = options.cluster && valuesOf("`cluster`", options.cluster(row));
  const inputs = options.question && valuesOf("`question`", options.question(row));
  const sliced = options.slices === undefined ? [] : builtEntries(place, "`slices`", options.slices(row));
  const slices = sliced.map(([slice, built]) => {
    const holding = valuesOf(`slice "${slice}"`, built, "condition");
    return [slice, Uint8Array.from(holding, (holds) => (holds === true ? 1 : 0))] as const;
  });
  return {
    batch,
    ...(options.inputs !== false && {
      inputsOf(index: number) {
        const said = Object.entries(rowAt(batch, index)).filter(
          ([column]) => !Object.hasOwn(name.contract.labels, column),
        );
        return JSON.parse(JSON.stringify(Object.fromEntries(said), sayable)) as JsonObject;
      },
    }),
    facts: {
      ids: Array.from(rows, (index) => `${test.version}#${index}`),
      dataset: test.version,
      ...(cluster && { clusters: cluster.map(String) }),
      ...(inputs && { inputs: inputs.map((input) => (input === null ? "" : String(input))) }),
      ...(slices.length > 0 && { slices: Object.fromEntries(slices) }),
    },
  };
}

/** JSON has no whole numbers beyond a double's. */
function sayable(_column: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
