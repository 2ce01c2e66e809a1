import { fingerprint, parseReference } from "../core/house.js";
import type { Landed, LandedBatch } from "../dataset/index.js";
import { columnFromValues } from "../schema/house.js";
import type { ColumnData, Contract, ValueType } from "../schema/index.js";
import type { JoinedPrediction } from "./join-labels.js";
import { readTimes } from "./read-times.js";

export interface LabelledRowsOptions {
  /** Versions of the datasets that these rows are to grow. @default [] */
  readonly parents?: readonly string[];
  /** Whose key sealed the predictions: it then also seals what validation keeps of their rows. */
  readonly subject?: string;
}

interface LabelledRow {
  /** Where the prediction stands. */
  readonly log: string;
  readonly sequence: number;
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Turns answered and labelled requests back into raw rows: what was asked, with what turned out. They are untrusted like any raw data:
 * `validate` makes a dataset of them, whose lineage names every label; the labels name the predictions, where the raw rows stand. So there
 * are no raw bytes of their own. Shadows and unlabelled predictions are left out, and of a label only the contract's label columns are read.
 */
export function labelledRows<Row, Label extends string>(
  contract: Contract<Row, Label>,
  joined: readonly JoinedPrediction[],
  options: LabelledRowsOptions = {},
): Landed<Row, Label> {
  const { parents = [], subject } = options;
  const read = readTimes(contract);
  const rows: LabelledRow[] = [];
  const predictions: string[] = [];
  const labels: string[] = [];
  for (const { prediction, label, counted } of joined) {
    if (label === undefined || prediction.arm === "shadow") continue;
    predictions.push(prediction.id);
    labels.push(...counted.map(({ id }) => id));
    const stated = Object.entries(label.values).filter(([column]) => Object.hasOwn(contract.labels, column));
    rows.push({
      ...placeOf(prediction.id, contract.name),
      values: read({ ...prediction.row, ...Object.fromEntries(stated) }),
    });
  }
  return {
    kind: "landed",
    contract,
    source: "feedback",
    ...(subject !== undefined && { subject }),
    raw: [],
    digest: fingerprint({ contract: contract.fingerprint, predictions, labels }),
    origin: { parents, labels },
    async *batches() {
      for (const segment of bySegment(rows)) yield batchOf(contract, segment);
    },
  };
}

function placeOf(id: string, name: string): Pick<LabelledRow, "log" | "sequence" | "row"> {
  const reference = parseReference(id);
  if (reference.kind === "row") return reference;
  return { log: `predictions/${name}`, sequence: 1, row: 0 };
}

/** Runs of rows that stand in one segment. */
function bySegment(rows: readonly LabelledRow[]): readonly (readonly LabelledRow[])[] {
  const segments: LabelledRow[][] = [];
  for (const row of rows) {
    const segment = segments.at(-1);
    const last = segment?.at(-1);
    if (segment && last && last.log === row.log && last.sequence === row.sequence) segment.push(row);
    else segments.push([row]);
  }
  return segments;
}

function batchOf<Row, Label extends string>(contract: Contract<Row, Label>, rows: readonly LabelledRow[]): LandedBatch {
  const { log, sequence, row } = rows[0] as LabelledRow;
  const raw = contract.columns.filter(({ derived }) => derived === undefined);
  const column = ({ name, type }: { readonly name: string; readonly type: ValueType }) => [
    name,
    rawColumn(
      type,
      name,
      rows.map(({ values }) => values[name]),
    ),
  ];
  return {
    length: rows.length,
    columns: Object.fromEntries(raw.map(column)),
    position: { kind: "event", log, sequence },
    firstRow: row,
    // Shadows and unlabelled predictions stand between them.
    rowNumbers: Uint32Array.from(rows, (one) => one.row),
  };
}

/** A column of its type where every value has it; anything else is left as it is, for validation to judge. */
function rawColumn(type: ValueType, name: string, values: readonly unknown[]): ColumnData {
  const fits = values.every((value) => value === null || value === undefined || isOf[type](value));
  return columnFromValues(fits ? type : "other", values, name);
}

const isOf: Readonly<Record<ValueType, (value: unknown) => boolean>> = {
  number: (value) => typeof value === "number",
  integer: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === "boolean",
  text: (value) => typeof value === "string",
  time: (value) => value instanceof Date,
  other: () => true,
};
