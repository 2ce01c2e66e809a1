import { type Dataset, type FeatureDefinition, type HistoryStore, recordHistory } from "../data/index.js";

/** Records a dataset's labelled rows in a history, so that a router starts warm. Row k is recorded as `<dataset version>#<k>`. */
export function recordDataset<Row, Label extends string>(
  history: HistoryStore,
  definitions: readonly FeatureDefinition[],
  dataset: Dataset<Row, Label>,
): Promise<void> {
  return recordHistory({ definitions }, dataset, history);
}
