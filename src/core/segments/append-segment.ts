import { canonicalJson } from "../canonical-json.js";
import { InvalidArgumentError } from "../errors/index.js";
import type { Json, JsonObject } from "../json.js";
import { formatReference, isDigest } from "../reference.js";
import type { Digest, Store } from "../store.js";

/** What the event of a segment tells: a blob of many rows. */
export interface SegmentFacts {
  readonly blob: Digest;
  readonly rows: number;
  /** Of the plain bytes. */
  readonly bytes: number;
  /** `jsonl@1`: one canonical JSON value a line. `arrow@1`: an Arrow IPC stream. Others are the source's own bytes. */
  readonly encoding: string;
  readonly metadata: JsonObject;
}

export function isSegmentFacts(data: unknown): data is SegmentFacts {
  if (typeof data !== "object" || data === null) return false;
  const { blob, rows, bytes, encoding, metadata } = data as Partial<Record<keyof SegmentFacts, unknown>>;
  return (
    isDigest(blob) &&
    typeof rows === "number" &&
    typeof bytes === "number" &&
    typeof encoding === "string" &&
    typeof metadata === "object" &&
    metadata !== null
  );
}

export interface AppendSegmentOptions {
  /** Milliseconds since 1970, by the caller's clock. */
  readonly time: number;
  /** Seals the rows with this subject's key. */
  readonly subject?: string;
  /** Stands in the event, so no personal data. @default {} */
  readonly metadata?: JsonObject;
  /** The log's head that is expected; compare-and-swap. */
  readonly expect?: number;
}

/** The type of a segment's event. */
export const segmentType = "segment-written";

/** Stores rows as one blob and one event. Row k is referred to as `<log>@<sequence>#<k>`. */
export function appendSegment(
  store: Store,
  log: string,
  rows: readonly Json[],
  options: AppendSegmentOptions,
): Promise<{ readonly reference: string; readonly sequence: number; readonly blob: Digest }> {
  const bytes = new TextEncoder().encode(rows.map((row) => `${canonicalJson(row)}\n`).join(""));
  return appendSegmentBytes(store, log, { bytes, rows: rows.length, encoding: "jsonl@1" }, options);
}

/**
 * Stores bytes that hold many rows, in whatever encoding, as one blob and one event.
 * @throws {InvalidArgumentError} the number of rows is not an integer of at least 0, or the encoding is empty.
 */
export async function appendSegmentBytes(
  store: Store,
  log: string,
  segment: { readonly bytes: Uint8Array; readonly rows: number; readonly encoding: string },
  { time, subject, metadata = {}, expect }: AppendSegmentOptions,
): Promise<{ readonly reference: string; readonly sequence: number; readonly blob: Digest }> {
  const { bytes, rows, encoding } = segment;
  if (!Number.isSafeInteger(rows) || rows < 0)
    throw new InvalidArgumentError(`segment of ${log}`, "`rows` to be an integer of at least 0", rows);
  if (encoding === "") throw new InvalidArgumentError(`segment of ${log}`, "an `encoding`", encoding);
  const blob = await store.blobs.put(bytes, subject === undefined ? {} : { subject });
  const data = { blob, rows, bytes: bytes.length, encoding, metadata };
  const { sequence } = await store.append(
    log,
    [{ type: segmentType, time, data }],
    expect === undefined ? {} : { expect },
  );
  return { reference: formatReference({ kind: "event", log, sequence }), sequence, blob };
}
