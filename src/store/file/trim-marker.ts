import { join } from "node:path";
import { DamagedError } from "../../core/index.js";
import type { DurableFiles } from "./durable-files.js";

export const trimMarkerName = "trimmed.json";

/** The number of the first entry that retention has left of a log; 1 when nothing was ever trimmed. @throws {DamagedError} it cannot be read. */
export async function readTrimMarker(log: string, directory: string, files: DurableFiles): Promise<number> {
  const path = join(directory, trimMarkerName);
  const bytes = await files.read(path);
  if (bytes === undefined) return 1;
  const sequence = Number(/^\{"sequence":(\d{1,15})\}$/.exec(new TextDecoder().decode(bytes))?.[1]);
  if (sequence >= 1) return sequence;
  throw new DamagedError(`${log}@1`, { place: `log ${log}`, message: `Expected a trim marker in ${path}` });
}

export function writeTrimMarker(directory: string, files: DurableFiles, sequence: number): Promise<void> {
  return files.replace(join(directory, trimMarkerName), new TextEncoder().encode(`{"sequence":${sequence}}`), 0o644);
}
