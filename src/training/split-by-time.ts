import { checkLink, checkOptions, counted, didYouMean, listed, type OptionRules, option } from "../core/house.js";
import { defineStage, InvalidArgumentError, type Stage } from "../core/index.js";
import { splitCodec } from "../dataset/house.js";
import { createDataset, type Dataset, type Split, sortedRows, wholeBatch } from "../dataset/index.js";
import type { TimeColumnOf } from "../schema/house.js";
import { type Contract, takeRows } from "../schema/index.js";

export interface SplitByTimeOptions<Row, Label extends string> {
  /** The share of the rows, the latest ones, that are kept for testing. Rows of one instant stay together. */
  readonly test: number;
  /** Whose rows they are: for the head of a pipeline, where no stage before says so. @default that of the dataset, whichever comes */
  readonly contract?: Contract<Row, Label>;
}

export interface SplitByTime<Row, Label extends string> extends Stage<Dataset<Row, Label>, Split<Row, Label>> {}

const rules: OptionRules<SplitByTimeOptions<never, never>> = {
  test: option.required(option.level),
  contract: option.contract,
};

/**
 * Splits rows in order of time: trained on the past, tested on what came later. Both parts come out sorted by time.
 * @example pipeline("late-flights", splitByTime("departedAt", { test: 0.2, contract: flights }))
 * @throws {InvalidArgumentError} the share is not between 0 and 1, the column holds no times, or a part would be empty.
 */
export function splitByTime<Row, Label extends string = never>(
  by: TimeColumnOf<NoInfer<Row>>,
  options: SplitByTimeOptions<Row, Label>,
): SplitByTime<Row, Label> {
  checkOptions<SplitByTimeOptions<Row, Label>>("split-by-time", options, rules);
  const { test, contract } = options;
  const column: unknown = by;
  if (typeof column !== "string")
    throw new InvalidArgumentError("split-by-time", "the name of a column of times", column);
  if (contract !== undefined) checkTimeColumn(contract, column);
  return defineStage({
    id: "split-by-time",
    version: "1.0.0",
    params: { column, test, ...(contract && { contract: contract.fingerprint }) },
    codec: splitCodec<Row, Label>(),
    run: async (dataset: Dataset<Row, Label>): Promise<Split<Row, Label>> => {
      checkLink("split-by-time", "dataset", dataset);
      if (contract !== undefined && dataset.contract.fingerprint !== contract.fingerprint)
        throw new InvalidArgumentError(
          "split-by-time",
          `rows of contract ${contract.name} as it was stated`,
          dataset,
          `rows of contract ${dataset.contract.name}${dataset.contract.name === contract.name ? ", stated otherwise" : ""}`,
        );
      checkTimeColumn(dataset.contract, column);
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
          counted(batch.length, "row"),
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

function checkTimeColumn<Row, Label extends string>({ name, columns }: Contract<Row, Label>, column: string): void {
  const type = columns.find((known) => known.name === column)?.type;
  if (type === "time") return;
  const times = columns.filter((known) => known.type === "time").map((known) => known.name);
  throw new InvalidArgumentError(
    "split-by-time",
    `a column of times of contract ${name}${times.length > 0 ? `: ${listed(times)}` : ", which has none"}`,
    column,
    type === undefined
      ? `${JSON.stringify(column)}, which is no column${didYouMean(column, times)}`
      : `${column}, a ${type} column`,
  );
}
