import type { Random } from "../core/index.js";
import { historiesOf } from "../model/house.js";
import type { ExpressionNode } from "../schema/house.js";
import { columnFromValues, columnsUsed, isMissing, scalarAt } from "../schema/house.js";
import { type Batch, type ColumnData, type Contract, compileColumns, takeRows } from "../schema/index.js";

/** The same past, and the same row to be predicted, but for something that nobody knows at that moment. */
export interface Disturbance {
  readonly rows: Batch;
  readonly past: Batch;
  /** Reads on from "when", e.g. "delay, not yet known in 12 rows, is changed". */
  readonly what: string;
}

export interface DisturbInput<Row, Label extends string> {
  readonly contract: Contract<Row, Label>;
  readonly past: Batch;
  /** The row to be predicted, and its event time. */
  readonly row: number;
  readonly at: number;
  readonly random: Random;
  readonly node: ExpressionNode;
}

/** Everything not yet known, piece by piece: each label changed, each label taken away, the rows themselves taken away. */
export function* disturbances<Row, Label extends string>(input: DisturbInput<Row, Label>): Generator<Disturbance> {
  const { contract, past, row, at, random } = input;
  const timekeepers = knownTimeColumns(input);
  for (const [label, { knownAt }] of Object.entries(contract.labels)) {
    const column = past.columns[label];
    const known = compileColumns(knownAt)(past);
    const unknown = rowsWhere(past.length, (index) => !isBefore(known, index, at));
    if (column === undefined || unknown.length === 0) continue;
    const of = (values: ColumnData): Pick<Disturbance, "rows" | "past"> => {
      const changed = { length: past.length, columns: { ...past.columns, [label]: values } };
      return { past: changed, rows: takeRows(changed, [row]) };
    };
    const what = `${label}, not yet known in ${unknown.length} rows, is`;
    // What says when others are known must stay: to move it would make known what is not.
    if (!timekeepers.has(label)) yield { ...of(changeValues(column, unknown, random)), what: `${what} changed` };
    yield { ...of(replaceValues(column, unknown, () => null)), what: `${what} taken away` };
  }
  const times = past.columns[contract.eventTime ?? ""];
  const earlier = rowsWhere(past.length, (index) => times !== undefined && isBefore(times, index, at));
  if (earlier.length < past.length)
    yield {
      rows: takeRows(past, [row]),
      past: takeRows(past, earlier),
      what: `${past.length - earlier.length} rows of that moment or later are taken away`,
    };
}

function knownTimeColumns<Row, Label extends string>({ contract, node }: DisturbInput<Row, Label>): Set<string> {
  const times = [
    ...Object.values(contract.labels).map(({ knownAt }) => knownAt),
    ...historiesOf([{ name: "", node }]).map((history) => history.node.knownAt),
  ];
  return new Set(times.flatMap(columnsUsed));
}

function rowsWhere(length: number, test: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < length; row++) if (test(row)) rows.push(row);
  return rows;
}

function isBefore(times: ColumnData, row: number, at: number): boolean {
  return times.type === "time" && !isMissing(times, row) && (times.values[row] as number) < at;
}

/** Other values of the same type at these rows. */
function changeValues(column: ColumnData, rows: readonly number[], random: Random): ColumnData {
  const unit = column.type === "time" ? 60_000 : 1;
  return replaceValues(column, rows, (value) => {
    if (typeof value === "boolean") return !value;
    if (typeof value === "string") return `${value}′`;
    // Large and small steps either way: a share of values above a limit must notice too.
    if (typeof value === "number")
      return value + (random() < 0.5 ? -unit : unit) * Math.ceil(random() * random() * 10_000);
    return column.type === "number" || column.type === "integer" || column.type === "time" ? 1 : null;
  });
}

function replaceValues(column: ColumnData, rows: readonly number[], replace: (value: unknown) => unknown): ColumnData {
  const values = Array.from({ length: column.length }, (_, row) => scalarAt(column, row));
  for (const row of rows) values[row] = replace(values[row]);
  return columnFromValues(column.type, values);
}
