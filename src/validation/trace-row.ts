import { formatReference, parseReference, readSegments } from "../core/house.js";
import { InvalidArgumentError, MissingError, type Store } from "../core/index.js";
import type { Dataset } from "../dataset/index.js";
import { lineageLog, readLineage } from "./lineage-log.js";
import { readQuarantine } from "./quarantine.js";

/**
 * Where a row of a dataset stood before it was validated, e.g. `raw/flights@3#17`: what had landed, in order, less what was kept out.
 * @param dataset As `validate` made it; a sorted, split or grown one has other rows.
 * @throws {MissingError} this store does not tell of the dataset. @throws {InvalidArgumentError} it has no such row.
 */
export async function traceRow<Row, Label extends string>(
  store: Store,
  dataset: Dataset<Row, Label>,
  row: number,
): Promise<string> {
  const { contract, version } = dataset;
  if (!Number.isSafeInteger(row) || row < 0 || row >= dataset.rows)
    throw new InvalidArgumentError("lineage", `a row from 0 to ${dataset.rows - 1}`, row);
  for await (const { dataset: made, landed, quarantine } of readLineage(store, contract)) {
    if (made !== version) continue;
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
  }
  throw new MissingError("lineage", `${version} in ${lineageLog(contract.name)}`);
}

function sequenceOf(position: string): number {
  const reference = parseReference(position);
  return reference.kind === "row" ? reference.sequence : 0;
}
