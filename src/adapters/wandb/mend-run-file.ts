import { readFile, stat, truncate } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DamagedError } from "../../core/index.js";
import { readRecords } from "./record-log.js";

/** No write of this process or another is under way for so long. */
const writeMilliseconds = 1000;

/** Takes away what a torn write has left at the end of a file: at such an end W&B stops, before the later files of the run. */
export async function mendRunFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  const whole = wholeBytes(bytes, path);
  if (whole === bytes.length) return;
  await sleep(writeMilliseconds);
  if ((await stat(path)).size === bytes.length) await truncate(path, whole);
}

function wholeBytes(bytes: Uint8Array, path: string): number {
  try {
    const records = readRecords(bytes, path);
    for (;;) {
      const { done, value } = records.next();
      if (done) return value;
    }
  } catch (error) {
    if (DamagedError.isInstance(error)) return bytes.length; // That is for people to look at.
    throw error;
  }
}
