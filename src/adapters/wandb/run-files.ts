import { open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseCanonicalJson } from "../../core/house.js";
import { ownKey } from "./own-facts.js";
import { type ReadMessage, readMessage } from "./read-message.js";
import { readRecords } from "./record-log.js";
import { fields } from "./records.js";

/** A file of a run: each time that one is begun or taken up again it has another. */
export interface RunFile {
  readonly path: string;
  readonly runId: string;
  readonly parent: string | undefined;
  /** Milliseconds since 1970. */
  readonly time: number;
}

const folderName = /^offline-run-\d{8}_\d{6}-(?<id>.+)$/;

/** Files of runs of ours, the oldest first. @param id Of the run in W&B. @default all runs */
export async function runFiles(folder: string, id?: string): Promise<readonly RunFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const found: RunFile[] = [];
  for (const name of names.sort()) {
    const own = folderName.exec(name)?.groups?.id;
    if (own === undefined || (id !== undefined && own !== id)) continue;
    const file = await readFirst(join(folder, name, `run-${own}.wandb`));
    if (file !== undefined) found.push(file);
  }
  return found.sort((left, right) => left.time - right.time);
}

/** Every record of a file. @throws {DamagedError} it is not what was written. */
export async function readRunFile(path: string): Promise<readonly ReadMessage[]> {
  return Array.from(readRecords(await readFile(path), path), readMessage);
}

/** Undefined for a run that is not of ours, or one of which nothing was written but its folder. */
async function readFirst(path: string): Promise<RunFile | undefined> {
  const bytes = Buffer.alloc(32_768); // The run is its second record.
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    for (const record of readRecords(bytes.subarray(0, bytesRead), path)) {
      const run = readMessage(record).message(fields.record.run);
      if (run === undefined) continue;
      const facts = new Map(configItems(run.message(fields.run.config)).map(([at, value]) => [at.join("\n"), value]));
      const [runId, parent] = [facts.get(`${ownKey}\nrun_id`), facts.get(`${ownKey}\nparent`)];
      if (typeof runId !== "string") return undefined;
      return { path, runId, parent: typeof parent === "string" ? parent : undefined, time: readTime(run) };
    }
    return undefined;
  } finally {
    await file.close();
  }
}

export function readTime(run: ReadMessage): number {
  const time = run.message(fields.run.startTime);
  return (time?.count(1) ?? 0) * 1000 + (time?.count(2) ?? 0) / 1e6;
}

/** What a record of config says: where, and the value. */
export function configItems(config: ReadMessage | undefined): readonly (readonly [readonly string[], unknown])[] {
  return (config?.messages(fields.updates) ?? []).map((item) => [
    item.texts(fields.item.path),
    parseCanonicalJson(item.text(fields.item.json)),
  ]);
}
