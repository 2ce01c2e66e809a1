import { type MessageField, writeMessage } from "./write-message.js";

/** Numbers of fields in W&B's messages (`wandb_internal.proto` of wandb 0.31), as far as they are used. */
export const fields = {
  record: { number: 1, history: 2, summary: 3, config: 5, artifact: 8, metric: 12, run: 17, exit: 18, header: 21 },
  run: { id: 1, entity: 2, project: 3, config: 4, group: 6, name: 8, startTime: 17, resume: 24 },
  /** Of the items of config, history and summary. `path` names what stands within something else. */
  item: { key: 1, path: 2, json: 16 },
  updates: 1,
  history: { items: 1, step: 2 },
  artifact: { metadata: 8 },
} as const;

/** One thing of config, history or summary: where it stands, and its JSON. */
export type RecordItem = readonly [path: readonly string[], json: string];

function items(values: Iterable<RecordItem>): readonly MessageField[] {
  return [...values].map(([path, json]) => {
    const keys = path.map((key): MessageField => [fields.item.path, key]);
    return [fields.updates, writeMessage(...keys, [fields.item.json, json])];
  });
}

/** A record without its number, which the file gives it. */
export type NewRecord = readonly [kind: keyof typeof fields.record, message: Uint8Array];

export function headerRecord(): NewRecord {
  return ["header", writeMessage([1, writeMessage([1, "golden-pipeline"], [2, "0.70.0"])])];
}

export function configRecord(values: Iterable<RecordItem>): NewRecord {
  return ["config", writeMessage(...items(values))];
}

export function summaryRecord(values: Iterable<RecordItem>): NewRecord {
  return ["summary", writeMessage(...items(values))];
}

export function historyRecord(values: Iterable<RecordItem>, step: number): NewRecord {
  return ["history", writeMessage(...items(values), [fields.history.step, writeMessage([1, step])])];
}

/** Says what a metric is drawn over. The steps themselves are hidden among the charts. */
export function metricRecord(name: string, over: string | undefined): NewRecord {
  const options = over === undefined ? writeMessage([2, true], [3, true]) : writeMessage([1, true], [3, true]);
  return ["metric", writeMessage([1, name], [4, over], [6, options])];
}

export function exitRecord(code: number, seconds: number): NewRecord {
  return ["exit", writeMessage([1, code], [2, seconds])];
}

export function runRecord(run: {
  readonly id: string;
  readonly entity: string | undefined;
  readonly project: string;
  readonly group: string | undefined;
  readonly name: string | undefined;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Its rows come after those that the server has of the run. */
  readonly resume: boolean;
  readonly config: Iterable<RecordItem>;
}): NewRecord {
  const numbers = fields.run;
  const milliseconds = Math.max(0, run.time);
  const seconds = Math.floor(milliseconds / 1000);
  const time = writeMessage([1, seconds], [2, Math.round((milliseconds - seconds * 1000) * 1e6)]);
  const message = writeMessage(
    [numbers.id, run.id],
    [numbers.entity, run.entity],
    [numbers.project, run.project],
    [numbers.config, writeMessage(...items(run.config))],
    [numbers.group, run.group],
    [numbers.name, run.name],
    [numbers.startTime, time],
    [numbers.resume, run.resume || undefined],
  );
  return ["run", message];
}
