import { canonicalJson } from "./canonical-json.js";
import { digestOf } from "./digest.js";
import { InvalidArgumentError } from "./errors/index.js";
import { parseCanonicalJson } from "./parse-canonical-json.js";
import type { Digest, Head, NewEvent, StoredEvent } from "./store.js";

/*
 * The event format, version 1. It can never be changed, since anchors and references outside rely on it.
 *
 *   hash = "sha256:" + hex(sha256(UTF-8 of canonical JSON of { log, sequence, previous, type, time, data }))
 *
 * - `log` is the log's name, so that an event cannot be moved to another log;
 * - `sequence` counts from 1 without gaps; `previous` is the hash of the event before it, null for the first;
 * - `type` is non-empty text, `time` milliseconds since 1970 (finite), `data` any JSON (canonical JSON's tagged values too).
 *
 * At rest an event is one line: canonical JSON of { data, hash, previous, sequence, time, type }. In both texts `data` comes
 * first and the rest are scalars, so the hashed text is the line with `"hash":…` exchanged for `"log":…`: no parsing is needed
 * to check it, and any edit of a line shows, even one that leaves its meaning alone.
 */

/** The hash of an event, by the event format above. It covers the whole past through `previous`. */
export function eventHash(log: string, event: Omit<StoredEvent, "hash">): Digest {
  return digestOf(hashedText(log, event));
}

function hashedText(log: string, { sequence, previous, type, time, data }: Omit<StoredEvent, "hash">): string {
  return canonicalJson({ log, sequence, previous, type, time, data });
}

/**
 * New events as the lines that will stand after a head, and the head they lead to.
 * @throws {InvalidArgumentError} a type is empty, a time is not finite or data is not JSON.
 */
export function encodeEvents(
  log: string,
  head: Head,
  events: readonly NewEvent[],
): { readonly lines: readonly string[]; readonly head: Head } {
  let { sequence, hash } = head;
  const lines = events.map((event) => {
    checkEvent(log, event);
    const { type, time, data } = event;
    sequence++;
    const text = hashedText(log, { sequence, previous: hash, type, time, data });
    hash = digestOf(text);
    const named = `,"log":${JSON.stringify(log)},"previous":`;
    const position = text.lastIndexOf(named);
    return `${text.slice(0, position)},"hash":"${hash}","previous":${text.slice(position + named.length)}`;
  });
  return { lines, head: { sequence, hash } };
}

const hashKey = ',"hash":"sha256:';
const hashLength = ',"hash":"sha256:"'.length + 64;

/** The event of a line; undefined when the line is not what was written. */
export function decodeEvent(log: string, line: string): StoredEvent | undefined {
  const position = line.lastIndexOf(hashKey);
  // All but the quotation mark after the hash is covered by the hash.
  if (position < 0 || line[position + hashLength - 1] !== '"') return undefined;
  const hash = line.slice(position + ',"hash":"'.length, position + hashLength - 1);
  const text = `${line.slice(0, position)},"log":${JSON.stringify(log)}${line.slice(position + hashLength)}`;
  if (digestOf(text) !== hash) return undefined;
  // Tagged values are rare, and restoring them makes parsing several times slower.
  return (line.includes('"$') ? parseCanonicalJson(line) : JSON.parse(line)) as StoredEvent;
}

function checkEvent(log: string, { type, time, data }: NewEvent): void {
  if (typeof type !== "string" || type === "")
    throw new InvalidArgumentError(`log ${log}`, "an event's `type` to be non-empty text", type);
  if (typeof time !== "number" || !Number.isFinite(time))
    throw new InvalidArgumentError(`log ${log}`, "an event's `time` to be milliseconds since 1970", time);
  if (data === undefined) throw new InvalidArgumentError(`log ${log}`, "an event's `data` to be JSON", data);
}
