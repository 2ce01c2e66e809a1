import { checkArguments, checkLink, checkOptions, fingerprint, option } from "../../core/house.js";
import { defineStage, InvalidArgumentError, type Stage } from "../../core/index.js";
import { asOfIndex, mergeLineage, takeFound, timeCells } from "../../dataset/house.js";
import { createDataset, type Dataset, datasetCodec, wholeBatch } from "../../dataset/index.js";
import { builtNode, columnsOf, type ExpressionNode } from "../../schema/house.js";
import {
  type Batch,
  type ColumnData,
  type Columns,
  type Contract,
  compileColumns,
  type Expression,
} from "../../schema/index.js";
import { type JoinedRow, joinedContract } from "./joined-contract.js";

export interface AsOfJoinOptions<Row, Other, Taken> {
  /** What is equal in both: the other dataset's column of each of this one's, e.g. `{ shop: "id" }`. A row that lacks one finds nothing. */
  readonly by: { readonly [Column in keyof Row]?: keyof Other & string };
  /** What is taken: the other dataset's column of each new name. Null where nothing was found. */
  readonly columns: Taken;
  /** How old what is found may be, the limit included: Feast's `ttl`. @default for ever */
  readonly maximumAgeMilliseconds?: number;
  /** When a row of the other dataset became known, e.g. when it was written. Label columns that are taken are known when its contract says, if that is later. @default its event time */
  readonly knownAt?: (row: Columns<Other>) => Expression<Date | null>;
}

/** Rows of one contract with columns of another, as they were known at each row's event time. */
export interface AsOfJoin<Row, Label extends string, Other, Taken> {
  readonly kind: "as-of-join";
  /** Of the joined rows: what features and models are made for. */
  readonly contract: Contract<JoinedRow<Row, Other, Taken>, Label>;
  /** The stage that joins a dataset with this one. */
  with(other: Dataset<Other, string>): Stage<Dataset<Row, Label>, Dataset<JoinedRow<Row, Other, Taken>, Label>>;
}

/**
 * States how rows are completed from another dataset, as of each row's event time: of the other's rows of the same keys that had happened and were known by then, that moment
 * included, the newest; of several of one time the one known last, and of several known at once the last one. The rows stay as many as they are, in their order; both datasets
 * are parents of what comes out.
 *
 * @param name Of the joined contract: lower-case words joined by `-`.
 * @throws {InvalidArgumentError} a contract has no event time, or columns are not there, of other types or already named.
 * @example
 * const priced = asOfJoin("priced-orders", orders, prices, { by: { item: "item" }, columns: { price: "amount" }, knownAt: (price) => price.written });
 * pipeline("orders", ingest(orders)).pipe(validate()).pipe(priced.with(priceHistory)).pipe(splitByTime("at", { test: 0.2 }))
 */
export function asOfJoin<
  Row,
  Label extends string,
  Other,
  OtherLabel extends string,
  const Taken extends { readonly [column: string]: keyof Other & string },
>(
  name: string,
  contract: Contract<Row, Label>,
  other: Contract<Other, OtherLabel>,
  options: AsOfJoinOptions<Row, Other, Taken>,
): AsOfJoin<Row, Label, Other, Taken> {
  checkArguments(
    "join",
    { name, contract, other },
    { name: option.text, contract: option.contract, other: option.contract },
  );
  checkOptions<AsOfJoinOptions<Row, Other, Taken>>("join", options, {
    by: option.required(option.noun),
    columns: option.required(option.noun),
    maximumAgeMilliseconds: option.number({ minimum: 0, infinite: true }),
    knownAt: option.callback,
  });
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new InvalidArgumentError("join", "a name of lower-case words joined by `-`", name);
  const place = `join ${name}`;
  const { columns, maximumAgeMilliseconds } = options;
  const [eventTime, otherTime] = [eventTimeOf(place, contract), eventTimeOf(place, other)];
  const keys = keysOf(place, contract, other, options.by);
  const joined = joinedContract<Row, Label, Other, Taken>(name, contract, other, columns);
  const waits = knownAt(place, other, Object.values<string>(columns), options.knownAt);
  const params = {
    contract: contract.fingerprint,
    other: other.fingerprint,
    keys,
    columns,
    maximumAgeMilliseconds:
      maximumAgeMilliseconds === Number.POSITIVE_INFINITY ? null : (maximumAgeMilliseconds ?? null),
    knownAt: fingerprint(waits),
  };

  /** Finds the rows of the other dataset, and gives a batch with their cells. */
  async function completer(from: Dataset<Other, string>): Promise<(batch: Batch) => Batch> {
    const past = await wholeBatch(from);
    const knownTimes = latest(waits.map((node) => timeCells(compileColumns(node)(past))));
    const find = asOfIndex(
      {
        keys: keys.map(({ theirs }) => columnOf(past, theirs)),
        times: timeCells(columnOf(past, otherTime)),
        ...(knownTimes && { knownTimes }),
      },
      maximumAgeMilliseconds,
    );
    return (batch) => {
      const rows = { keys: keys.map(({ own }) => columnOf(batch, own)), times: timeCells(columnOf(batch, eventTime)) };
      const found = find(rows);
      const taken = Object.entries<string>(columns).map(([column, of]) => [
        column,
        takeFound(columnOf(past, of), found),
      ]);
      return { length: batch.length, columns: { ...batch.columns, ...Object.fromEntries(taken) } };
    };
  }

  return Object.freeze({
    kind: "as-of-join" as const,
    contract: joined,
    with(from: Dataset<Other, string>) {
      checkArguments(place, { other: from }, { other: option.dataset });
      checkContract(place, other, from);
      return defineStage({
        id: "join",
        version: "1.0.0",
        params: { ...params, version: from.version },
        codec: datasetCodec<JoinedRow<Row, Other, Taken>, Label>(),
        nouns: [contract, other, joined],
        run: async (dataset: Dataset<Row, Label>): Promise<Dataset<JoinedRow<Row, Other, Taken>, Label>> => {
          checkLink("join", "dataset", dataset);
          checkContract(place, contract, dataset);
          const complete = await completer(from);
          async function* batches(): AsyncGenerator<Batch> {
            for await (const batch of dataset.batches()) yield complete(batch);
          }
          return createDataset(joined, batches(), mergeLineage([dataset, from]));
        },
      });
    },
  });
}

function checkContract(place: string, contract: Contract<unknown, string>, of: Dataset<unknown, string>): void {
  if (of.contract.fingerprint !== contract.fingerprint)
    throw new InvalidArgumentError(place, `a dataset under contract ${contract.name} as it is`, of.contract.name);
}

function eventTimeOf(place: string, { name, eventTime }: Contract<unknown, string>): string {
  if (eventTime === undefined) throw new InvalidArgumentError(place, `an \`eventTime\` in contract ${name}`, eventTime);
  return eventTime;
}

function keysOf(
  place: string,
  own: Contract<unknown, string>,
  other: Contract<unknown, string>,
  by: { readonly [column: string]: string | undefined },
): readonly { readonly own: string; readonly theirs: string }[] {
  const typeIn = ({ columns }: Contract<unknown, string>, name: string) =>
    columns.find((one) => one.name === name)?.type;
  const keys = Object.entries(by).flatMap(([name, theirs]) => (theirs === undefined ? [] : [{ own: name, theirs }]));
  if (keys.length === 0) throw new InvalidArgumentError(place, "at least one column in `by`", by);
  for (const { own: name, theirs } of keys) {
    const [type, otherType] = [typeIn(own, name), typeIn(other, theirs)];
    if (type === undefined || type !== otherType || type === "other")
      throw new InvalidArgumentError(
        place,
        "`by` to name columns of one type that rows can be looked up by",
        by,
        `${name}, ${type ?? "no column"}, and ${theirs}, ${otherType ?? "no column"}`,
      );
  }
  return keys;
}

/** All that a row must wait for; empty where it is known when it happens. */
function knownAt<Other>(
  place: string,
  { name, columns, labels }: Contract<Other, string>,
  used: readonly string[],
  build: ((row: Columns<Other>) => Expression<Date | null>) | undefined,
): readonly ExpressionNode[] {
  const ofLabels = used.flatMap((column) => labels[column]?.knownAt ?? []);
  if (build === undefined) return ofLabels;
  const row = columnsOf(columns, { place, owner: `contract ${name}` }) as Columns<Other>;
  return [builtNode(place, "`knownAt`", build(row), "time"), ...ofLabels];
}

function latest(moments: readonly Float64Array[]): Float64Array | undefined {
  const [first, ...others] = moments;
  return first?.map((moment, row) => Math.max(moment, ...others.map((other) => other[row] as number)));
}

function columnOf(batch: Batch, name: string): ColumnData {
  const column = batch.columns[name];
  if (column === undefined) throw new InvalidArgumentError("join", `a column "${name}" in every batch`, undefined);
  return column;
}
