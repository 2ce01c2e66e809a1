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

/**
 * Everything not yet known, piece by piece: each label raised, lowered and taken away, then each column of the rows of that moment and later, then these rows.
 * What says when others are known stays as it is: to move it would make known what is not.
 */
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
    if (!timekeepers.has(label))
      for (const direction of directions)
        yield { ...of(moveValues(column, unknown, direction, random)), what: `${what} changed` };
    yield { ...of(replaceValues(column, unknown, () => null)), what: `${what} taken away` };
  }

  const times = past.columns[contract.eventTime ?? ""];
  const later = rowsWhere(past.length, (index) => times === undefined || !isBefore(times, index, at));
  if (later.length === 0) return;
  const rows = takeRows(past, [row]);
  const what = `${later.length} rows of that moment or later`;
  // One column at a time: rows whose key is changed are in no window any more, where their values would be seen.
  for (const name of columnsRead(input.node)) {
    const column = past.columns[name];
    if (!column || timekeepers.has(name) || name === contract.eventTime || Object.hasOwn(contract.labels, name))
      continue;
    for (const direction of directions) {
      const columns = { ...past.columns, [name]: moveValues(column, later, direction, random) };
      yield { rows, past: { length: past.length, columns }, what: `${name} is changed in ${what}` };
    }
  }
  const gone = new Set(later);
  const earlier = rowsWhere(past.length, (index) => !gone.has(index));
  yield { rows, past: takeRows(past, earlier), what: `${what} are taken away` };
}

/** The columns that a feature reads of its own row, or of earlier ones. */
function columnsRead(node: ExpressionNode): ReadonlySet<string> {
  const values = historiesOf([{ name: "", node }]).map((history) => history.node.value);
  return new Set([node, ...values].flatMap((part) => (part === undefined ? [] : columnsUsed(part))));
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

const directions = [1, -1] as const;

/**
 * Other values of the same type at these rows. Numbers and times move beyond all that the column holds, so that an extreme, a mean and a share above
 * any limit must notice: each by one to two times the column's own range.
 */
function moveValues(column: ColumnData, rows: readonly number[], direction: 1 | -1, random: Random): ColumnData {
  if (column.type === "other") return replaceValues(column, rows, () => null);
  const { minimum, range } = extentOf(column);
  const whole = column.type !== "number";
  return replaceValues(column, rows, (value) => {
    if (column.type === "boolean") return value !== true;
    if (column.type === "text") return `${value ?? ""}′`;
    const from = typeof value === "number" && Number.isFinite(value) ? value : minimum;
    const moved = from + direction * range * (1 + random());
    return whole ? Math.round(moved) : moved;
  });
}

interface Extent {
  readonly minimum: number;
  readonly range: number;
}

// A column is disturbed once for each sampled row, and read whole for it once.
const extents = new WeakMap<ColumnData, Extent>();

function extentOf(column: ColumnData): Extent {
  const found = extents.get(column) ?? measure(column);
  extents.set(column, found);
  return found;
}

/** The smallest value and how far the largest lies from it; for a column of one value a range that is seen beside it. */
function measure(column: ColumnData): Extent {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < column.length; row++) {
    const value = scalarAt(column, row);
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (minimum > maximum) return { minimum: 0, range: 1 };
  return { minimum, range: maximum > minimum ? maximum - minimum : Math.max(1, Math.abs(minimum)) };
}

function replaceValues(column: ColumnData, rows: readonly number[], replace: (value: unknown) => unknown): ColumnData {
  const values = Array.from({ length: column.length }, (_, row) => scalarAt(column, row));
  for (const row of rows) values[row] = replace(values[row]);
  return columnFromValues(column.type, values);
}
