import { decodeEvent } from "../../core/house.js";
import type { Digest, StoredEvent } from "../../core/index.js";

export type InspectedEvents = { readonly events: readonly StoredEvent[] } | { readonly edited: string };

/**
 * The events of a commit's lines, or what is wrong with the first that is not as it was written.
 * @param previous The hash of the event before it; undefined when that is not known.
 */
export function inspectEvents(
  log: string,
  lines: readonly string[],
  first: number,
  previous: Digest | null | undefined,
): InspectedEvents {
  const events: StoredEvent[] = [];
  let expected = previous;
  for (const [index, line] of lines.entries()) {
    const sequence = first + index;
    const event = decodeEvent(log, line);
    if (event === undefined) return { edited: `Expected event ${sequence} to fit its hash, it was edited` };
    if (event.sequence !== sequence) return { edited: `Expected event ${sequence}, got event ${event.sequence}` };
    if (expected !== undefined && event.previous !== expected)
      return {
        edited: `Expected event ${sequence} to follow ${expected ?? "nothing"}, got one that follows ${event.previous ?? "nothing"}`,
      };
    expected = event.hash;
    events.push(event);
  }
  return { events };
}
