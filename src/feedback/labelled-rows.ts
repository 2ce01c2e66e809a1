import { type Digest, digestOf, fingerprint, parseReference } from "../core/index.js";
import {
  type ColumnData,
  type Contract,
  columnFromValues,
  type Landed,
  type LandedBatch,
  type ValueType,
} from "../data/index.js";
import type { JoinedPrediction } from "./join-labels.js";

export interface LabelledRowsOptions {
  /** Versions of the datasets that these rows are to grow. @default [] */
  readonly parents?: readonly string[];
}

/**
 * Turns answered and labelled requests back into raw rows: what was asked, with what turned out. They are untrusted like any raw data:
 * `validate` makes a dataset of them, whose lineage names every label. Shadows and unlabelled predictions are left out.
 */
export function labelledRows<Row, Label extends string>(
  contract: Contract<Row, Label>,
  joined: readonly JoinedPrediction[],
  options: LabelledRowsOptions = {},
): Landed<Row, Label> {
  const rows = joined.flatMap(({ prediction, label }) =>
    label === undefined || prediction.arm === "shadow" ? [] : [{ prediction, label }],
  );
  const ids = rows.map(({ prediction }) => prediction.id);
  const labels = rows.map(({ label }) => label.id);
  const raw: readonly Digest[] = [digestOf(ids.join("\n")), digestOf(labels.join("\n"))];
  const columns = contract.columns.filter(({ derived }) => derived === undefined);
  const values = rows.map(
    ({ prediction, label }) => ({ ...prediction.row, ...label.values }) as Readonly<Record<string, unknown>>,
  );
  const first = ids[0] === undefined ? undefined : parseReference(ids[0]);
  const batch: LandedBatch = {
    length: rows.length,
    columns: Object.fromEntries(
      columns.map(({ name, type }) => [
        name,
        rawColumn(
          type,
          name,
          values.map((row) => row[name]),
        ),
      ]),
    ),
    position:
      first !== undefined && first.kind !== "blob"
        ? { kind: "event", log: first.log, sequence: first.sequence }
        : { kind: "event", log: `predictions/${contract.name}`, sequence: 1 },
    firstRow: 0,
  };
  return {
    kind: "landed",
    contract,
    source: "feedback",
    raw,
    digest: fingerprint({ raw, contract: contract.fingerprint }),
    origin: { parents: options.parents ?? [], labels },
    async *batches() {
      if (batch.length > 0) yield batch;
    },
  };
}

/** Columns by type where every value has it, JSON's ISO text read as times; anything else is left as it is, for validation to judge. */
function rawColumn(type: ValueType, name: string, values: readonly unknown[]): ColumnData {
  const read = type === "time" ? values.map(readTime) : values;
  const fits = read.every(
    (value) => value === null || value === undefined || typeOfValue(value) === (type === "integer" ? "number" : type),
  );
  return columnFromValues(fits ? type : "other", read, name);
}

function readTime(value: unknown): unknown {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? value : new Date(time);
}

function typeOfValue(value: unknown): string {
  if (value instanceof Date) return "time";
  return typeof value === "string" ? "text" : typeof value;
}
