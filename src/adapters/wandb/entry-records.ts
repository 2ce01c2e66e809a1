import type { TrackedEntry } from "../../core/house.js";
import { canonicalJson } from "../../core/index.js";
import { metricKey, stepKey } from "./metric-key.js";
import { ownKey } from "./own-facts.js";
import {
  configRecord,
  historyRecord,
  metricRecord,
  type NewRecord,
  type RecordItem,
  summaryRecord,
} from "./records.js";

type TrackedMetric = Extract<TrackedEntry, { readonly type: "metric" }>;

/** Where a file stands in the history of its run. */
export interface HistoryState {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** The number of the next row. */
  row: number;
  /** Keys that it has said what they are. */
  readonly defined: Set<string>;
}

/** What is written of entries; artifacts have records of their own. @param state Is moved on. */
export function entryRecords(entries: readonly TrackedEntry[], state: HistoryState): readonly NewRecord[] {
  const records: NewRecord[] = [];
  const config = new Map<string, RecordItem>();
  const summary = new Map<string, string>();

  function define(key: string, over?: string): void {
    if (!state.defined.has(key)) records.push(metricRecord(key, over));
    state.defined.add(key);
  }

  function writeRow(row: readonly TrackedMetric[]): void {
    const [first] = row;
    if (first === undefined) return;
    const over = stepKey(first.stage);
    define(over);
    const values = new Map([[over, String(first.step)]]);
    for (const entry of row) {
      define(metricKey(entry), over);
      values.set(metricKey(entry), String(entry.value)); // W&B reads NaN, Infinity and -Infinity.
    }
    values.set("_timestamp", String(first.time / 1000));
    values.set("_runtime", String(Math.max(0, first.time - state.startedAt) / 1000));
    values.set("_step", String(state.row));
    for (const [key, json] of values) summary.set(key, json);
    records.push(historyRecord(toItems(values), state.row++));
  }

  let row: TrackedMetric[] = [];
  for (const entry of entries)
    switch (entry.type) {
      case "metric":
        if (!belongs(entry, row)) {
          writeRow(row);
          row = [];
        }
        row.push(entry);
        break;
      case "param":
        config.set(JSON.stringify([entry.stage, entry.name]), [[entry.stage, entry.name], canonicalJson(entry.value)]);
        break;
      case "tag": {
        const path = [ownKey, "tags", entry.stage, entry.name];
        config.set(JSON.stringify(path), [path, JSON.stringify(entry.value)]);
      }
    }
  writeRow(row);
  if (summary.size > 0) records.push(summaryRecord(toItems(summary)));
  if (config.size > 0) records.push(configRecord(config.values()));
  return records;
}

/** What a stage tells of one step in one moment is one row. */
function belongs({ stage, name, step, time }: TrackedMetric, row: readonly TrackedMetric[]): boolean {
  const first = row[0];
  if (first === undefined) return true;
  return (
    first.stage === stage && first.step === step && first.time === time && !row.some((other) => other.name === name)
  );
}

function toItems(values: ReadonlyMap<string, string>): readonly RecordItem[] {
  return [...values].map(([key, json]) => [[key], json]);
}
