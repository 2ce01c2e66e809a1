import { checkArguments, checkOptions, fingerprint, type OptionRules, option } from "../core/house.js";
import type { FeedbackOrigin, LoggedReference } from "../dataset/house.js";
import type { Landed, LandedBatch } from "../dataset/index.js";
import { readLoggedTimes } from "../model/house.js";
import type { Prediction } from "../model/index.js";
import type { ValueType } from "../schema/house.js";
import { columnFromValues, fitsType } from "../schema/house.js";
import type { ColumnData, Contract } from "../schema/index.js";
import type { JoinedPrediction } from "./join-labels.js";

export interface LabelledRowsOptions {
  /** Versions of the datasets that these rows are to grow. @default [] */
  readonly parents?: readonly string[];
  /** Whose key sealed the predictions, all of them or each: it then also seals what validation keeps of their rows. */
  readonly subject?: string | ((prediction: Prediction) => string | undefined);
}

const rules: OptionRules<LabelledRowsOptions> = {
  parents: option.listOf(option.text),
  subject: option.either(option.text, option.callback),
};

interface LabelledRow {
  readonly position: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Rows per batch. */
const batchRows = 8192;

/**
 * Turns answered and labelled requests back into raw rows: what was asked, with what turned out. They are untrusted like any raw data:
 * `validate` makes a dataset of them, whose lineage names for every row its prediction and its labels, by id and, where their log told it, by
 * position; there the raw rows stand. So there are no raw bytes of their own. Predictions and labels may come from any log. Shadows and
 * unlabelled predictions are left out, and of a label only the contract's label columns are read.
 */
export function labelledRows<Row, Label extends string>(
  contract: Contract<Row, Label>,
  joined: readonly JoinedPrediction[],
  options: LabelledRowsOptions = {},
): Landed<Row, Label> {
  checkArguments("labelled rows", { contract, joined }, { contract: option.contract, joined: option.rows });
  checkOptions("labelled rows", options, rules);
  const { parents = [], subject } = options;
  const read = readLoggedTimes(contract);
  const rows: LabelledRow[] = [];
  const rowOrigins: FeedbackOrigin[] = [];
  const subjects = new Map<string, string>();
  for (const { prediction, label, counted } of joined) {
    if (label === undefined || prediction.arm === "shadow") continue;
    rowOrigins.push({ prediction: referenceTo(prediction), labels: counted.map(referenceTo) });
    const stated = Object.entries(label.values).filter(([column]) => Object.hasOwn(contract.labels, column));
    const position = prediction.position ?? prediction.id;
    const whose = typeof subject === "function" ? subject(prediction) : undefined;
    if (whose !== undefined) subjects.set(position, whose);
    rows.push({
      position,
      values: read({ ...prediction.row, ...Object.fromEntries(stated) }),
    });
  }
  const labels = rowOrigins.flatMap((origin) => origin.labels.map(({ id }) => id));
  const predictions = rowOrigins.map(({ prediction }) => prediction.id);
  return {
    kind: "landed",
    contract,
    source: "feedback",
    ...(typeof subject === "string" && { subject }),
    ...(typeof subject === "function" && { subjects }),
    raw: [],
    digest: fingerprint({ contract: contract.fingerprint, predictions, labels }),
    origin: { parents, labels },
    rowOrigins,
    async *batches() {
      for (let start = 0; start < rows.length; start += batchRows)
        yield batchOf(contract, rows.slice(start, start + batchRows));
    },
  };
}

function referenceTo({ id, position }: LoggedReference): LoggedReference {
  return { id, ...(position !== undefined && { position }) };
}

function batchOf<Row, Label extends string>(contract: Contract<Row, Label>, rows: readonly LabelledRow[]): LandedBatch {
  const columns = contract.columns.filter(({ derived }) => derived === undefined);
  return {
    length: rows.length,
    columns: Object.fromEntries(
      columns.map(({ name, type }) => [
        name,
        rawColumn(
          type,
          name,
          rows.map(({ values }) => values[name]),
        ),
      ]),
    ),
    positions: rows.map(({ position }) => position),
  };
}

/** A column of its type where every value has it; anything else is left as it is, for validation to judge. */
function rawColumn(type: ValueType, name: string, values: readonly unknown[]): ColumnData {
  const fits = values.every((value) => value === null || value === undefined || fitsType[type](value));
  return columnFromValues(fits ? type : "other", values, name);
}
