import { counted } from "../core/house.js";
import type { Random } from "../core/index.js";
import { historiesOf } from "../model/house.js";
import type { ExpressionNode } from "../schema/house.js";
import { columnFromValues, columnsUsed, scalarAt } from "../schema/house.js";
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
  /** The event times of the past. */
  readonly times: ColumnData;
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
  const { contract, past, times, row, at, random } = input;
  const timekeepers = knownTimeColumns(input);
  for (const [label, { knownAt }] of Object.entries(contract.labels)) {
    const column = past.columns[label];
    // Data without labels yet: features that read none can be looked at.
    if (column === undefined) continue;
    const known = compileColumns(knownAt)(past);
    const unknown = rowsWhere(past.length, (index) => !isBefore(known, index, at));
    const of = (values: ColumnData): Pick<Disturbance, "rows" | "past"> => {
      const changed = { length: past.length, columns: { ...past.columns, [label]: values } };
      return { past: changed, rows: takeRows(changed, [row]) };
    };
    const what = `${label}, not yet known in ${counted(unknown.length, "row")}, is`;
    if (!timekeepers.has(label))
      for (const direction of directions)
        yield { ...of(moveValues(column, unknown, direction, random)), what: `${what} changed` };
    yield { ...of(replaceValues(column, unknown, () => null)), what: `${what} taken away` };
  }

  const later = rowsWhere(past.length, (index) => !isBefore(times, index, at));
  const rows = takeRows(past, [row]);
  const what = `${counted(later.length, "row")} of that moment or later`;
  // One column at a time: rows whose key is changed are in no window any more, where their values would be seen.
  const read = columnsRead(input.node);
  for (const [name, column] of Object.entries(past.columns)) {
    if (!read.has(name) || timekeepers.has(name) || name === contract.eventTime || Object.hasOwn(contract.labels, name))
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
  return new Set([node, ...values].filter((part) => part !== undefined).flatMap(columnsUsed));
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
  const time = scalarAt(times, row);
  return typeof time === "number" && time < at;
}

const directions = [1, -1] as const;

/**
 * Other values of the same type at these rows. Numbers and times move beyond all that the column holds, so that an extreme, a mean and a share above
 * any limit must notice: each by one to two times the column's own range, whole numbers no further than they are exact.
 */
function moveValues(column: ColumnData, rows: readonly number[], direction: 1 | -1, random: Random): ColumnData {
  const { minimum, range } = extentOf(column);
  return replaceValues(column, rows, (value) => {
    if (column.type === "boolean") return value !== true;
    if (column.type === "text") return `${value}′`;
    const moved = (isFiniteNumber(value) ? value : minimum) + direction * range * (1 + random());
    return column.type === "number" ? moved : toSafeInteger(moved);
  });
}

function toSafeInteger(value: number): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.round(value)));
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
  const numbers = valuesOf(column).filter(isFiniteNumber);
  const [first = 0] = numbers;
  const minimum = numbers.reduce((least, value) => Math.min(least, value), first);
  const maximum = numbers.reduce((most, value) => Math.max(most, value), first);
  return { minimum, range: maximum - minimum || Math.max(1, Math.abs(minimum)) };
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function replaceValues(column: ColumnData, rows: readonly number[], replace: (value: unknown) => unknown): ColumnData {
  const values = valuesOf(column);
  for (const row of rows) values[row] = replace(values[row]);
  return columnFromValues(column.type, values);
}

function valuesOf(column: ColumnData): unknown[] {
  return Array.from({ length: column.length }, (_, row) => scalarAt(column, row));
}
