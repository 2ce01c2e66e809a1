import type { JsonObject } from "../../core/index.js";

/** What one call may tell: MLflow takes 1000 items, of them 100 params and 100 tags, and a megabyte. */
const most = { metrics: 1000, params: 100, tags: 100 };
const mostItems = 1000;
const mostBytes = 900_000;

export type LogItem = {
  readonly [Kind in keyof typeof most]: readonly [kind: Kind, item: JsonObject];
}[keyof typeof most];
export type LogBatch = { readonly [kind in keyof typeof most]: readonly JsonObject[] };

/** Bodies of `runs/log-batch`, in the order of the items. */
export function logBatches(items: Iterable<LogItem>): readonly LogBatch[] {
  const batches: { [kind in keyof typeof most]: JsonObject[] }[] = [];
  let batch = { metrics: [], params: [], tags: [] } as { [kind in keyof typeof most]: JsonObject[] };
  let [count, bytes] = [0, 0];
  for (const [kind, item] of items) {
    const length = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (count === 0 || count === mostItems || batch[kind].length === most[kind] || bytes + length > mostBytes) {
      batch = { metrics: [], params: [], tags: [] };
      [count, bytes] = [0, 0];
      batches.push(batch);
    }
    batch[kind].push(item);
    count++;
    bytes += length;
  }
  return batches;
}
