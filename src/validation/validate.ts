import { checkLink, checkOptions, formatReference, isKept, type OptionRules, option } from "../core/house.js";
import { type Context, defineStage, type Stage } from "../core/index.js";
import type { FeedbackOrigin } from "../dataset/house.js";
import { createDataset, type Dataset, datasetCodec, type Landed } from "../dataset/index.js";
import type { Batch } from "../schema/index.js";
import { runsOf, writeLineage } from "./lineage-log.js";
import { mistakenColumns } from "./mistaken-columns.js";
import { type QuarantinedRow, quarantineLog, writeQuarantine } from "./quarantine.js";
import { checkMissing, makeReport, tooManyInvalid } from "./report.js";
import { writeRowOrigins } from "./row-origins.js";
import { compileBatchValidator } from "./validate-batch.js";
import { ValidationError } from "./validation-error.js";
import { withoutDuplicates } from "./without-duplicates.js";

export interface ValidateOptions {
  /** Invalid rows are kept apart with every reason, or make the stage fail (after they were kept apart). @default "quarantine" */
  readonly onInvalid?: "quarantine" | "fail";
  /** The largest share of invalid rows, duplicates aside: where nearly all are, the contract or the source is wrong, not the rows. @default 0.9 */
  readonly maximumInvalid?: number;
  /** Rows that are equal in every column to an earlier one. @default "keep" */
  readonly duplicates?: "keep" | "quarantine";
}

const rules: OptionRules<ValidateOptions> = {
  onInvalid: option.oneOf("quarantine", "fail"),
  maximumInvalid: option.share,
  duplicates: option.oneOf("keep", "quarantine"),
};

export interface Validate<Row, Label extends string> extends Stage<Landed<Row, Label>, Dataset<Row, Label>> {}

/**
 * Makes a dataset of what has landed: the only way from raw to trusted. Rows that break the contract go to the log `quarantine/<contract>`,
 * each with every reason; what was made is told in the log `lineage/<contract>`. Without a store, of a direct call or in the runner, both are
 * gone with the call, and only the dataset's lineage tells how many rows were kept out, by reason.
 *
 * @throws {ValidationError} the source has other columns than the contract, rows are invalid and `onInvalid` is "fail", too many are, or a column misses more values than the contract allows.
 */
export function validate<Row, Label extends string>(options: ValidateOptions = {}): Validate<Row, Label> {
  checkOptions("validate", options, rules);
  const { onInvalid = "quarantine", maximumInvalid = 0.9, duplicates = "keep" } = options;
  return defineStage({
    id: "validate",
    version: "1.0.0",
    params: { onInvalid, maximumInvalid, duplicates },
    codec: datasetCodec<Row, Label>(),
    run: async (landed: Landed<Row, Label>, context: Context): Promise<Dataset<Row, Label>> => {
      checkLink("validate", "landed", landed);
      const { contract } = landed;
      const { name } = contract;
      const { batches, quarantined, rows, sequences, found, headed } = await checkAll(
        landed,
        context,
        duplicates === "quarantine",
      );
      const subjectOf = (position: string) => landed.subjects?.get(position) ?? landed.subject;
      const quarantine = await writeQuarantine(context, name, quarantined, subjectOf);
      const report = makeReport(contract, batches, quarantined, rows);
      const mistaken = mistakenColumns(contract, found, headed, rows);
      if (mistaken !== undefined) throw new ValidationError(name, mistaken, report);
      const invalid = quarantined.length - (report.reasons.duplicate ?? 0);
      if (quarantined.length > 0 && (onInvalid === "fail" || invalid > maximumInvalid * rows))
        throw tooManyInvalid(name, report, quarantined, subjectOf, isKept(context.store));
      checkMissing(contract, report);
      const { parents, labels } = landed.origin ?? { parents: [], labels: [] };
      // Without a store nothing outlives the call: no log could be read.
      const log = quarantine === undefined || !isKept(context.store) ? {} : { log: quarantineLog(name) };
      const quarantinedRows = { rows: quarantined.length, reasons: report.reasons, ...log };
      const lineage = { raw: landed.raw, parents, labels, quarantined: quarantinedRows };
      const dataset = await createDataset(contract, batches, lineage);
      const origins = landed.rowOrigins && originsOfKept(landed.rowOrigins, quarantined);
      await writeLineage(context, name, {
        dataset: dataset.version,
        source: landed.source,
        raw: landed.raw,
        landed: runsOf(sequences),
        rows: origins === undefined ? null : await writeRowOrigins(context, name, origins),
        quarantine: quarantine ?? null,
        report,
        run: context.runId,
      });
      return dataset;
    },
  });
}

/** What the rows that were kept were made of. */
function originsOfKept(
  origins: readonly FeedbackOrigin[],
  quarantined: readonly QuarantinedRow[],
): readonly FeedbackOrigin[] {
  const keptOut = new Set(quarantined.map(({ position }) => position));
  return origins.filter(({ prediction: { id, position = id } }) => !keptOut.has(position));
}

interface Checked {
  readonly batches: readonly Batch[];
  readonly quarantined: readonly QuarantinedRow[];
  readonly rows: number;
  /** The events that the rows come from. */
  readonly sequences: ReadonlySet<number>;
  /** Names of the columns that the rows have. */
  readonly found: ReadonlySet<string>;
  /** Those that a header names for all rows. */
  readonly headed: ReadonlySet<string>;
}

async function checkAll<Row, Label extends string>(
  landed: Landed<Row, Label>,
  { signal, progress }: Context,
  dropDuplicates: boolean,
): Promise<Checked> {
  const check = compileBatchValidator(landed.contract);
  const seen = dropDuplicates ? new Map<string, string>() : undefined;
  const batches: Batch[] = [];
  const quarantined: QuarantinedRow[] = [];
  const sequences = new Set<number>();
  const [found, headed] = [new Set<string>(), new Set<string>()];
  let rows = 0;
  for await (const batch of landed.batches()) {
    signal.throwIfAborted();
    if (batch.positions === undefined) sequences.add(batch.position.sequence);
    const positionOf = (row: number): string =>
      batch.positions === undefined
        ? formatReference({ ...batch.position, kind: "row", row: batch.firstRow + row })
        : (batch.positions[row] as string);
    const { valid, kept, invalid } = check(batch);
    for (const { row, raw, reasons } of invalid) quarantined.push({ position: positionOf(row), row: raw, reasons });
    batches.push(
      seen === undefined ? valid : withoutDuplicates(valid, (row) => positionOf(kept?.[row] ?? row), seen, quarantined),
    );
    for (const column of Object.keys(batch.columns)) {
      found.add(column);
      if (batch.textual) headed.add(column);
    }
    rows += batch.length;
    progress(rows);
  }
  return { batches, quarantined, rows, sequences, found, headed };
}
