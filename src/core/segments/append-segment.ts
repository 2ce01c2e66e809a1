import { canonicalJson } from "../canonical-json.js";
import { InvalidArgumentError } from "../errors/index.js";
import type { Json, JsonObject } from "../json.js";
import { formatReference, isDigest } from "../reference.js";
import type { Digest, Store } from "../store.js";
import { partsOfLines, type SegmentLine } from "./rows-by-subject.js";

/** What the event of a segment tells: a blob of many rows. */
export interface SegmentFacts {
  readonly blob: Digest;
  readonly rows: number;
  /** Of the plain bytes. */
  readonly bytes: number;
  /**
   * `jsonl@1`: one canonical JSON value a line. `jsonl-by-subject@1`: such lines in one part for each subject. `arrow@1`: an Arrow IPC
   * stream. Others are the source's own bytes.
   */
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

export type StoredRows = Omit<SegmentFacts, "metadata">;

export const jsonLines = "jsonl@1";
export const jsonLinesBySubject = "jsonl-by-subject@1";

/** The type of a segment's event. */
export const segmentType = "segment-written";

/**
 * Stores rows as one blob and one event. Row k is referred to as `<log>@<sequence>#<k>`.
 * @param options.subjects Whose each row is, in the order of the rows: it is sealed with that subject's key, and rows of subjects who were
 * erased are not kept. Rows without one are sealed for `subject`, if that is given.
 */
export async function appendSegment(
  store: Store,
  log: string,
  rows: readonly (Json | object)[],
  options: AppendSegmentOptions & { readonly subjects?: readonly (string | undefined)[] },
): Promise<AppendedSegment> {
  const lines = rows.map((row, index) => ({ text: `${canonicalJson(row)}\n`, subject: options.subjects?.[index] }));
  return appendStored(store, log, await putLines(store, lines, options.subject), options);
}

/**
 * Stores bytes that hold many rows, in whatever encoding, as one blob and one event.
 * @throws {InvalidArgumentError} the number of rows is not an integer of at least 0, or the encoding is empty.
 */
export async function appendSegmentBytes(
  store: Store,
  log: string,
  segment: { readonly bytes: Uint8Array; readonly rows: number; readonly encoding: string },
  options: AppendSegmentOptions,
): Promise<AppendedSegment> {
  const { bytes, rows, encoding } = segment;
  const { subject } = options;
  checkFacts(log, segment);
  const blob = await store.blobs.put(bytes, subject === undefined ? {} : { subject });
  return appendStored(store, log, { blob, rows, bytes: bytes.length, encoding }, options);
}

export interface AppendedSegment {
  readonly reference: string;
  readonly sequence: number;
  readonly blob: Digest;
}

/** Stores lines as one blob. @param subject Whose the lines are that have no subject of their own. */
export async function putLines(
  store: Store,
  lines: readonly SegmentLine[],
  subject: string | undefined,
): Promise<StoredRows> {
  const text = lines.map((line) => line.text).join("");
  const facts = { rows: lines.length, bytes: Buffer.byteLength(text) };
  if (lines.every((line) => line.subject === undefined)) {
    const blob = await store.blobs.put(new TextEncoder().encode(text), subject === undefined ? {} : { subject });
    return { blob, encoding: jsonLines, ...facts };
  }
  const owned = lines.map((line) => ({ text: line.text, subject: line.subject ?? subject }));
  return { blob: await store.blobs.putParts(partsOfLines(owned)), encoding: jsonLinesBySubject, ...facts };
}

/**
 * Appends the event of a segment whose blob is stored.
 * @throws {InvalidArgumentError} the number of rows is not an integer of at least 0, or the encoding is empty.
 */
export async function appendStored(
  store: Store,
  log: string,
  { blob, rows, bytes, encoding }: StoredRows,
  { time, metadata = {}, expect }: Omit<AppendSegmentOptions, "subject">,
): Promise<AppendedSegment> {
  checkFacts(log, { rows, encoding });
  const data = { blob, rows, bytes, encoding, metadata };
  const { sequence } = await store.append(
    log,
    [{ type: segmentType, time, data }],
    expect === undefined ? {} : { expect },
  );
  return { reference: formatReference({ kind: "event", log, sequence }), sequence, blob };
}

function checkFacts(log: string, { rows, encoding }: Pick<StoredRows, "rows" | "encoding">): void {
  if (!Number.isSafeInteger(rows) || rows < 0)
    throw new InvalidArgumentError(`segment of ${log}`, "`rows` to be an integer of at least 0", rows);
  if (encoding === "") throw new InvalidArgumentError(`segment of ${log}`, "an `encoding`", encoding);
}
