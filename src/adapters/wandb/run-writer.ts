import { existsSync } from "node:fs";
import { mkdir, open, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { digestOf } from "../../core/house.js";
import type { HistoryState } from "./entry-records.js";
import { mendRunFile } from "./mend-run-file.js";
import { ownFacts } from "./own-facts.js";
import { frameRecords, logHeader } from "./record-log.js";
import { fields, headerRecord, type NewRecord, runRecord } from "./records.js";
import { runFiles } from "./run-files.js";
import { wandbRunId } from "./run-name.js";
import type { WandbOptions } from "./wandb-options.js";
import { writeMessage } from "./write-message.js";

/** A run's file that is being written. */
export interface RunWriter {
  readonly id: string;
  readonly state: HistoryState;
  /** Whether it was synced or cleaned away meanwhile: what is added now would not be synced any more. */
  isOver(): boolean;
  /** Adds records; they survive this process once it resolves. */
  append(records: readonly NewRecord[]): Promise<void>;
  /** Keeps bytes in the run's folder. @returns where, from the root of the machine. */
  keep(content: Uint8Array): Promise<string>;
  /** Resolves once everything survives the machine. */
  flush(): Promise<void>;
}

/** Begins a file of a run, after those that it has already. @param run `name` is undefined where only a part of a run is known. */
export async function createRunWriter(
  { folder, project, entity }: WandbOptions,
  run: { readonly runId: string; readonly name?: string; readonly parent?: string; readonly time: number },
): Promise<RunWriter> {
  const { runId, name, parent, time } = run;
  const id = wandbRunId(runId);
  const before = await runFiles(folder, id);
  for (const file of before) await mendRunFile(file.path);
  // The files of a run are synced in the order of the times at which they say that they began.
  const startedAt = Math.max(time, ...before.map((file) => file.time + 0.001));
  // W&B counts the rows of a file that resumes from those that the server has by then.
  const resume = (await wasBegun(folder, id)) || name === undefined;
  const place = await makeFolder(resolve(folder), id, startedAt);
  const path = join(place, `run-${id}.wandb`);
  const state: HistoryState = { startedAt, row: 0, defined: new Set() };
  let size = logHeader.length;
  let number = 0;

  function toBytes(records: readonly NewRecord[]): Uint8Array {
    const numbered = records.map(([kind, message], index) =>
      writeMessage([fields.record.number, number + index + 1], [fields.record[kind], message]),
    );
    return frameRecords(numbered, size);
  }

  function moveOn(records: readonly NewRecord[], bytes: Uint8Array): void {
    size += bytes.length;
    number += records.length;
  }

  async function append(records: readonly NewRecord[]): Promise<void> {
    const bytes = toBytes(records);
    const file = await open(path, "r+");
    try {
      // Where the last whole record ends: what a refused write left there is written over.
      for (let done = 0; done < bytes.length; )
        done += (await file.write(bytes, done, bytes.length - done, size + done)).bytesWritten;
    } catch (error) {
      await file.truncate(size).catch(() => undefined);
      throw error;
    } finally {
      await file.close();
    }
    moveOn(records, bytes);
  }

  const config = ownFacts({ run_id: runId, parent, status: "running" });
  const first = [
    headerRecord(),
    runRecord({ id, entity, project, group: parent, name, time: startedAt, resume, config }),
  ];
  const bytes = toBytes(first);
  // There at once, since a file that does not yet say its run keeps W&B from syncing any.
  await writeFile(`${path}.new`, Buffer.concat([logHeader, bytes]), { flush: true });
  await rename(`${path}.new`, path);
  moveOn(first, bytes);

  return {
    id,
    state,
    isOver: () => existsSync(`${path}.synced`) || !existsSync(path),
    append,
    async keep(content) {
      const file = join(place, "artifacts", digestOf(content).replace(":", "-"));
      await mkdir(join(place, "artifacts"), { recursive: true });
      await writeFile(file, content, { flush: true });
      return file;
    },
    async flush() {
      const file = await open(path, "r+");
      await file.sync().finally(() => file.close());
    },
  };
}

/** Whether a run was begun here before. Its files do not tell: `wandb clean` takes those that were synced away. */
async function wasBegun(folder: string, id: string): Promise<boolean> {
  const marks = join(folder, "golden-pipeline");
  await mkdir(marks, { recursive: true });
  try {
    await writeFile(join(marks, id), "", { flag: "wx" });
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return true;
  }
}

/** One that nobody else has made: names count in seconds. */
async function makeFolder(folder: string, id: string, time: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (let second = Math.max(0, time); ; second += 1000) {
    const stamp = new Date(second).toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "_");
    const place = join(folder, `offline-run-${stamp}-${id}`);
    try {
      await mkdir(place);
      await mkdir(join(place, "files"));
      return place;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
