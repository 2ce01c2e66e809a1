import { checkArguments, formatReference, option, parseReference, readSegments } from "../core/house.js";
import { InvalidArgumentError, MissingError, type Store } from "../core/index.js";
import type { FeedbackOrigin } from "../dataset/house.js";
import type { Dataset } from "../dataset/index.js";
import { type DatasetMade, lineageLog, readLineage } from "./lineage-log.js";
import { readQuarantine } from "./quarantine.js";
import { readRowOrigin } from "./row-origins.js";

/** Where a row of a dataset comes from. */
export type RowOrigin =
  /** A raw row that landed, e.g. `raw/flights@3#17`: `readRawRow` reads it. */
  | { readonly from: "raw"; readonly position: string }
  /** A prediction and the labels whose values it holds. */
  | ({ readonly from: "feedback" } & FeedbackOrigin);

/**
 * What a row of a dataset was made of: the raw row as it had landed, or the prediction and the labels.
 * @param dataset As `validate` made it; a sorted, split or grown one has other rows.
 * @throws {MissingError} this store does not tell of the dataset. @throws {InvalidArgumentError} it has no such row.
 */
export async function traceRow<Row, Label extends string>(
  store: Store,
  dataset: Dataset<Row, Label>,
  row: number,
): Promise<RowOrigin> {
  checkArguments(
    "trace row",
    { store, dataset, row },
    { store: option.store, dataset: option.dataset, row: option.wholeNumber() },
  );
  const { contract, version } = dataset;
  if (!Number.isSafeInteger(row) || row < 0 || row >= dataset.rows)
    throw new InvalidArgumentError("lineage", `a row from 0 to ${dataset.rows - 1}`, row);
  for await (const made of readLineage(store, contract)) {
    if (made.dataset !== version) continue;
    if (made.rows !== null) return { from: "feedback", ...(await readRowOrigin(store, made.rows, row)) };
    const position = await findRawRow(store, contract, made, row);
    if (position !== undefined) return { from: "raw", position };
  }
  throw new MissingError("lineage", `${version} in ${lineageLog(contract.name)}`);
}

/** What had landed, in order, less what was kept out. */
async function findRawRow(
  store: Store,
  contract: { readonly name: string },
  { landed, quarantine }: DatasetMade,
  row: number,
): Promise<string | undefined> {
  const keptOut = new Set<string>();
  const counts = new Map<number, number>();
  if (quarantine !== null)
    for await (const { position } of readQuarantine(store, contract, { segment: quarantine })) {
      const sequence = sequenceOf(position);
      keptOut.add(position);
      counts.set(sequence, (counts.get(sequence) ?? 0) + 1);
    }
  let left = row;
  const log = `raw/${contract.name}`;
  for (const [from, to] of landed)
    for await (const { sequence, rows } of readSegments(store, log, { from, to })) {
      const out = counts.get(sequence) ?? 0;
      if (left >= rows - out) {
        left -= rows - out;
        continue;
      }
      for (let index = 0; index < rows; index++) {
        const reference = formatReference({ kind: "row", log, sequence, row: index });
        if (!keptOut.has(reference) && left-- === 0) return reference;
      }
    }
  return undefined;
}

function sequenceOf(position: string): number {
  const reference = parseReference(position);
  return reference.kind === "row" ? reference.sequence : 0;
}
