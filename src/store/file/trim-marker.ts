import { join } from "node:path";
import { DamagedError, type Digest } from "../../core/index.js";
import type { DurableFiles } from "./durable-files.js";

/** What retention has left of a log: events from this sequence on, chained to the hash of the one before. */
export interface TrimMarker {
  readonly sequence: number;
  readonly previous: Digest | null;
}

export const trimMarkerName = "trimmed.json";

/** The marker of a log's directory; that of a whole log when nothing was ever trimmed. @throws {DamagedError} it cannot be read. */
export async function readTrimMarker(log: string, directory: string, files: DurableFiles): Promise<TrimMarker> {
  const path = join(directory, trimMarkerName);
  const bytes = await files.read(path);
  if (bytes === undefined) return { sequence: 1, previous: null };
  try {
    const { sequence, previous } = JSON.parse(new TextDecoder().decode(bytes)) as TrimMarker;
    if (Number.isSafeInteger(sequence) && sequence >= 1) return { sequence, previous };
  } catch {
    // Told below.
  }
  throw new DamagedError(`${log}@1`, { place: `log ${log}`, message: `Expected a trim marker in ${path}` });
}

export function writeTrimMarker(directory: string, files: DurableFiles, marker: TrimMarker): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify({ sequence: marker.sequence, previous: marker.previous }));
  return files.replace(join(directory, trimMarkerName), bytes, 0o644);
}
