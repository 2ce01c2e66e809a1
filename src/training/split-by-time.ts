import { checkLink, checkOptions, option } from "../core/house.js";
import { defineStage, InvalidArgumentError, type Stage } from "../core/index.js";
import { splitCodec } from "../dataset/house.js";
import { createDataset, type Dataset, type Split, sortedRows, wholeBatch } from "../dataset/index.js";
import type { TimeColumnOf } from "../schema/house.js";
import { takeRows } from "../schema/index.js";

export interface SplitByTimeOptions {
  /** The share of the rows, the latest ones, that are kept for testing. Rows of one instant stay together. */
  readonly test: number;
}

export interface SplitByTime<Row, Label extends string> extends Stage<Dataset<Row, Label>, Split<Row, Label>> {}

/**
 * Splits rows in order of time: trained on the past, tested on what came later. Both parts come out sorted by time.
 * @throws {InvalidArgumentError} the share is not between 0 and 1, or a part would be empty.
 */
export function splitByTime<Row, Label extends string = never>(
  by: TimeColumnOf<NoInfer<Row>>,
  options: SplitByTimeOptions,
): SplitByTime<Row, Label> {
  checkOptions("split-by-time", options, { test: option.required(option.level) });
  const { test } = options;
  const column: unknown = by;
  if (typeof column !== "string")
    throw new InvalidArgumentError("split-by-time", "the name of a column of times", column);
  return defineStage({
    id: "split-by-time",
    version: "1.0.0",
    params: { column, test },
    codec: splitCodec<Row, Label>(),
    run: async (dataset: Dataset<Row, Label>): Promise<Split<Row, Label>> => {
      checkLink("split-by-time", "dataset", dataset);
      const batch = await wholeBatch(dataset);
      const order = sortedRows(batch, column);
      const times = batch.columns[column];
      const timeAt = (position: number): number =>
        times?.type === "time" ? (times.values[order[position] as number] as number) : Number.NaN;
      let cut = Math.round(batch.length * (1 - test));
      while (cut > 0 && cut < batch.length && timeAt(cut) === timeAt(cut - 1)) cut++;
      if (cut <= 0 || cut >= batch.length)
        throw new InvalidArgumentError(
          "split-by-time",
          "rows of at least two moments, some for each part",
          batch.length,
          `${batch.length} ${batch.length === 1 ? "row" : "rows"}`,
        );
      const lineage = { ...dataset.lineage, parents: [dataset.version] };
      const [train, later] = [order.subarray(0, cut), order.subarray(cut)];
      return {
        kind: "split",
        train: await createDataset(dataset.contract, [takeRows(batch, train)], lineage),
        test: await createDataset(dataset.contract, [takeRows(batch, later)], lineage),
        rule: { by: column, testShare: test, at: new Date(timeAt(cut)).toISOString() },
      };
    },
  });
}
