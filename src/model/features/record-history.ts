import { checkArguments, checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { Dataset } from "../../dataset/index.js";
import type { ExpressionRow } from "../../schema/house.js";
import { compileRow } from "../../schema/house.js";
import { rowsOf } from "../../schema/index.js";
import type { FeatureDefinition, HistoryEntry, HistoryStore } from "./features.js";
import { type NamedHistory, prepareFeature } from "./prepare-feature.js";

/** The different histories of some features, one per series. */
export function historiesOf(definitions: readonly FeatureDefinition[]): readonly NamedHistory[] {
  const bySeries = new Map<string, NamedHistory>();
  for (const { node } of definitions)
    for (const history of prepareFeature(node).histories) bySeries.set(history.series, history);
  return [...bySeries.values()];
}

/**
 * What a row, labels included, adds to the histories of some features once it is known. Rows whose key, known time or value is missing add
 * nothing, nor do those whose known time is no time.
 * @returns A function of (row, id): the same id again corrects what it added.
 */
export function historyEntries(
  definitions: readonly FeatureDefinition[],
): (row: ExpressionRow, id: string) => HistoryEntry[] {
  checkArguments("features", { definitions }, { definitions: option.rows });
  const compiled = historiesOf(definitions).map(({ series, node }) => ({
    series,
    key: compileRow(node.key),
    knownAt: compileRow(node.knownAt),
    value: node.value === undefined ? () => 0 : compileRow(node.value),
  }));
  return (row, id) => {
    const entries: HistoryEntry[] = [];
    for (const { series, key, knownAt, value } of compiled) {
      const [keyValue, time, known] = [key(row), knownAt(row), value(row)];
      if (keyValue === null || time === null || known === null || Number.isNaN(time)) continue;
      entries.push({ series, key: String(keyValue), id, knownAt: Number(time), value: Number(known) });
    }
    return entries;
  };
}

export interface RecordHistoryOptions<Row> {
  /** Names each row, the same way whenever it comes again. @default `<version>#<index>` for the rows of a dataset; other rows need it */
  readonly id?: (row: Row, index: number) => string;
  /** What was known before is left out: a service that starts now needs no more than its longest window. @default all */
  readonly since?: Date | number;
}

const chunk = 4096;

/**
 * Records labelled rows in the histories that features look at: a dataset's, so that a service starts warm, or those whose labels just arrived.
 * @param features Features, or fitted ones in a process that has no feature code.
 * @throws {InvalidArgumentError} the rows are no dataset and `id` is not given, or `since` is no time.
 */
export async function recordHistory<Row, Label extends string = never>(
  features: { readonly definitions: readonly FeatureDefinition[] },
  data: Dataset<Row, Label> | Iterable<Row>,
  history: HistoryStore,
  options: RecordHistoryOptions<Row> = {},
): Promise<void> {
  checkArguments(
    "features",
    { features, data, history },
    { features: option.having("features", "definitions"), data: option.listed, history: option.noun },
  );
  checkOptions<RecordHistoryOptions<Row>>("history", options, { id: option.callback, since: option.moment });
  const entriesOf = historyEntries(features.definitions);
  const id = options.id ?? (isDataset(data) ? (_: Row, index: number) => `${data.version}#${index}` : undefined);
  if (id === undefined)
    throw new InvalidArgumentError("history", "`id` to name each row that is not of a dataset", options.id);
  const since = Number(options.since ?? Number.NEGATIVE_INFINITY);
  let index = 0;
  let entries: HistoryEntry[] = [];
  const add = (row: Row): void => {
    for (const entry of entriesOf(row as ExpressionRow, id(row, index++)))
      if (entry.knownAt >= since) entries.push(entry);
  };
  const flush = async (): Promise<void> => {
    const recorded = history.record(entries);
    entries = [];
    await recorded;
  };
  for await (const rows of isDataset(data) ? batchesOf(data) : [data])
    for (const row of rows) {
      add(row);
      if (entries.length >= chunk) await flush();
    }
  if (entries.length > 0) await flush();
}

async function* batchesOf<Row, Label extends string>(dataset: Dataset<Row, Label>): AsyncGenerator<Iterable<Row>> {
  for await (const batch of dataset.batches()) yield rowsOf(batch) as Iterable<Row>;
}

function isDataset<Row, Label extends string>(data: Dataset<Row, Label> | Iterable<Row>): data is Dataset<Row, Label> {
  return "kind" in data && data.kind === "dataset";
}
