import { join } from "node:path";
import { canonicalJson, DamagedError, type Digest, eventHash, type StoredEvent } from "../../core/index.js";

/** A log's directory holds one file per commit, named by the sequence of its first event. */
export function commitPath(directory: string, firstSequence: number): string {
  return join(directory, `${String(firstSequence).padStart(15, "0")}.jsonl`);
}

/** The sequence in a commit file's name; undefined for other files. */
export function firstSequenceOf(name: string): number | undefined {
  return /^\d{15}\.jsonl$/.test(name) ? Number(name.slice(0, 15)) : undefined;
}

/** One canonical JSON event a line. */
export function encodeCommit(events: readonly StoredEvent[]): Uint8Array {
  return new TextEncoder().encode(events.map((event) => `${canonicalJson(event)}\n`).join(""));
}

/**
 * Reads a commit and checks its chain.
 * @param previous The hash of the event before it; undefined when that was trimmed away.
 * @throws {DamagedError} torn or edited.
 */
export function decodeCommit(
  log: string,
  path: string,
  bytes: Uint8Array,
  first: number,
  previous: Digest | null | undefined,
): readonly StoredEvent[] {
  const damaged = (message: string): DamagedError =>
    new DamagedError(`${log}@${first}`, { place: `log ${log}`, message: `${message} in ${path}` });
  const text = new TextDecoder().decode(bytes);
  if (!text.endsWith("\n")) throw damaged("Expected a whole commit, got a torn one");
  let expected = previous;
  return text
    .slice(0, -1)
    .split("\n")
    .map((line, index) => {
      let event: StoredEvent;
      try {
        event = JSON.parse(line) as StoredEvent;
      } catch {
        throw damaged(`Expected JSON in line ${index + 1}, got something else`);
      }
      if (event.sequence !== first + index) throw damaged(`Expected event ${first + index}, got ${event.sequence}`);
      if (eventHash(log, event) !== event.hash)
        throw damaged(`Expected event ${event.sequence} to hash to ${event.hash}, it was edited`);
      if (expected !== undefined && event.previous !== expected)
        throw damaged(
          `Expected event ${event.sequence} to follow ${expected ?? "nothing"}, got one that follows ${event.previous ?? "nothing"}`,
        );
      expected = event.hash;
      return event;
    });
}
