import { type Dataset, type FeatureDefinition, type HistoryStore, historyEntries, rowAt } from "../data/index.js";

/** Records a dataset's labelled rows in a history, so that a router starts warm. Row k is recorded as `<dataset version>#<k>`. */
export async function recordDataset<Row, Label extends string>(
  history: HistoryStore,
  definitions: readonly FeatureDefinition[],
  dataset: Dataset<Row, Label>,
): Promise<void> {
  const entriesOf = historyEntries(definitions);
  let number = 0;
  for await (const batch of dataset.batches()) {
    const entries = [];
    for (let row = 0; row < batch.length; row++)
      entries.push(...entriesOf(rowAt(batch, row), `${dataset.version}#${number++}`));
    await history.record(entries);
  }
}
