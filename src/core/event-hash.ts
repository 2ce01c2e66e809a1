import { canonicalJson } from "./canonical-json.js";
import { digestOf } from "./digest.js";
import type { Digest, NewEvent, StoredEvent } from "./store.js";

/** The hash of an event: sha256 of the canonical JSON of {log, sequence, previous, type, time, data}. It covers the whole past through `previous`. */
export function eventHash(log: string, event: Omit<StoredEvent, "hash">): Digest {
  const { sequence, previous, type, time, data } = event;
  return digestOf(canonicalJson({ log, sequence, previous, type, time, data }));
}

/** New events as they will stand after a head. */
export function chainEvents(
  log: string,
  head: { readonly sequence: number; readonly hash: Digest | null },
  events: readonly NewEvent[],
): readonly StoredEvent[] {
  let { sequence, hash: previous } = head;
  return events.map(({ type, time, data }) => {
    sequence++;
    const hash = eventHash(log, { sequence, previous, type, time, data });
    const stored = { sequence, previous, type, time, data, hash };
    previous = hash;
    return stored;
  });
}
