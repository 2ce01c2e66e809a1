import {
  type Context,
  defineStage,
  formatReference,
  InvalidArgumentError,
  type Json,
  type Stage,
} from "../core/index.js";
import {
  type Batch,
  type Contract,
  countMissing,
  type Dataset,
  type DatasetLineage,
  type Landed,
  rowAt,
  scalarAt,
  takeRows,
} from "../data/index.js";
import { createDataset, datasetCodec } from "../table/index.js";
import { type QuarantinedRow, quarantineLog, writeQuarantine } from "./quarantine.js";
import { reason, reasonKey } from "./reason.js";
import { compileBatchValidator } from "./validate-batch.js";
import { ValidationError } from "./validation-error.js";

export interface ValidateOptions {
  /** Invalid rows are kept apart with every reason, or make the stage fail (after they were kept apart). @default "quarantine" */
  readonly onInvalid?: "quarantine" | "fail";
  /** The largest share of invalid rows. @default 1 */
  readonly maximumInvalid?: number;
  /** Rows that are equal in every column to an earlier one. @default "keep" */
  readonly duplicates?: "keep" | "quarantine";
}

/**
 * Makes a dataset of what has landed: the only way from raw to trusted. Rows that break the contract go to the log `quarantine/<contract>`,
 * each with every reason; what was made is told in the log `lineage/<contract>`.
 *
 * @throws {ValidationError} rows are invalid and `onInvalid` is "fail", too many are, or a column misses more values than the contract allows.
 */
export function validate<Row, Label extends string>(
  options: ValidateOptions = {},
): Stage<Landed<Row, Label>, Dataset<Row, Label>> {
  const { onInvalid = "quarantine", maximumInvalid = 1, duplicates = "keep" } = options;
  if (!(maximumInvalid >= 0 && maximumInvalid <= 1))
    throw new InvalidArgumentError("validate", "`maximumInvalid` between 0 and 1", maximumInvalid);
  return defineStage({
    id: "validate",
    version: "1.0.0",
    params: { onInvalid, maximumInvalid, duplicates },
    codec: datasetCodec<Row, Label>(),
    run: async (landed: Landed<Row, Label>, context: Context): Promise<Dataset<Row, Label>> => {
      const { contract } = landed;
      const { batches, quarantined, rows } = await checkAll(landed, context, duplicates === "quarantine");
      await writeQuarantine(context, contract.name, quarantined, landed.subject);
      const reasons: Record<string, number> = {};
      for (const key of quarantined.flatMap((row) => [...new Set(row.reasons.map(reasonKey))]))
        reasons[key] = (reasons[key] ?? 0) + 1;
      const facts = { reasons, rows, invalid: quarantined.length };
      if (quarantined.length > 0 && (onInvalid === "fail" || quarantined.length > maximumInvalid * rows))
        throw new ValidationError(
          contract.name,
          `${quarantined.length} of ${rows} rows are invalid: ${describeReasons(reasons)}. First: ${quarantined[0]?.reasons[0]?.message ?? ""}. They stand in ${quarantineLog(contract.name)}`,
          facts,
        );
      checkMissing(contract, batches, facts);
      const lineage: DatasetLineage = {
        raw: landed.raw,
        parents: landed.origin?.parents ?? [],
        labels: landed.origin?.labels ?? [],
        quarantined: {
          rows: quarantined.length,
          reasons,
          ...(quarantined.length > 0 && { log: quarantineLog(contract.name) }),
        },
      };
      const dataset = await createDataset(contract, batches, lineage);
      const told: Json = {
        dataset: dataset.version,
        rows: dataset.rows,
        raw: landed.raw,
        source: landed.source,
        quarantined: { rows: quarantined.length, reasons },
        run: context.runId,
      };
      await context.store.append(`lineage/${contract.name}`, [
        { type: "dataset-made", time: context.clock.now(), data: told },
      ]);
      return dataset;
    },
  });
}

async function checkAll<Row, Label extends string>(
  landed: Landed<Row, Label>,
  { signal, progress }: Context,
  dropDuplicates: boolean,
): Promise<{
  readonly batches: readonly Batch[];
  readonly quarantined: readonly QuarantinedRow[];
  readonly rows: number;
}> {
  const check = compileBatchValidator(landed.contract);
  const seen = dropDuplicates ? new Map<string, string>() : undefined;
  const batches: Batch[] = [];
  const quarantined: QuarantinedRow[] = [];
  let rows = 0;
  for await (const batch of landed.batches()) {
    signal.throwIfAborted();
    const positionOf = (row: number): string =>
      formatReference({ ...batch.position, kind: "row", row: batch.firstRow + row });
    const { valid, kept, invalid } = check(batch);
    for (const { row, raw, reasons } of invalid) quarantined.push({ position: positionOf(row), raw, reasons });
    batches.push(
      seen === undefined
        ? valid
        : withoutDuplicates(valid, (row) => positionOf(kept[row] as number), seen, quarantined),
    );
    rows += batch.length;
    progress(rows);
  }
  return { batches, quarantined, rows };
}

function withoutDuplicates(
  batch: Batch,
  positionOf: (row: number) => string,
  seen: Map<string, string>,
  quarantined: QuarantinedRow[],
): Batch {
  const columns = Object.values(batch.columns);
  const unique: number[] = [];
  for (let row = 0; row < batch.length; row++) {
    const key = columns.map((column) => JSON.stringify(scalarAt(column, row))).join("\u0000");
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, positionOf(row));
      unique.push(row);
    } else
      quarantined.push({
        position: positionOf(row),
        raw: rowAt(batch, row),
        reasons: [reason("duplicate", undefined, "a row that stands once", `a duplicate of ${first}`)],
      });
  }
  return unique.length === batch.length ? batch : takeRows(batch, unique);
}

function checkMissing<Row, Label extends string>(
  contract: Contract<Row, Label>,
  batches: readonly Batch[],
  facts: { readonly reasons: { readonly [reason: string]: number }; readonly rows: number; readonly invalid: number },
): void {
  const rows = batches.reduce((sum, batch) => sum + batch.length, 0);
  for (const { name, nullable, derived } of contract.columns) {
    const limit = contract.missing[name] ?? contract.missing.default;
    if (
      limit === undefined ||
      !nullable ||
      (derived !== undefined && contract.missing[name] === undefined) ||
      rows === 0
    )
      continue;
    const missing = batches.reduce((sum, { columns }) => sum + (columns[name] ? countMissing(columns[name]) : 0), 0);
    if (missing / rows > limit)
      throw new ValidationError(
        contract.name,
        `Expected at most ${(100 * limit).toFixed(2)} % of ${name} to be missing, got ${((100 * missing) / rows).toFixed(2)} % of ${rows} rows`,
        facts,
      );
  }
}

function describeReasons(reasons: Readonly<Record<string, number>>): string {
  return Object.entries(reasons)
    .sort(([, left], [, right]) => right - left)
    .slice(0, 5)
    .map(([key, rows]) => `${key} (${rows})`)
    .join(", ");
}
