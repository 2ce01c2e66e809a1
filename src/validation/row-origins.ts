import { appendSegmentBytes, digestOf, formatReference, jsonLines, readSegments } from "../core/house.js";
import { type Context, canonicalJson, DamagedError, type Json, readRow, type Store } from "../core/index.js";
import type { FeedbackOrigin, LoggedReference } from "../dataset/house.js";

/** How far back a resumed run looks for what it has written. */
const lookBack = 1000;

/** Where stands what each row of datasets under a contract was made of, where that is no raw row. */
export function rowOriginsLog(contract: string): string {
  return `lineage-rows/${contract}`;
}

/** Writes what each row of a dataset was made of as one segment and gives its reference; a run that is repeated writes nothing twice. */
export async function writeRowOrigins(
  { store, clock, runId }: Pick<Context, "store" | "clock" | "runId">,
  contract: string,
  origins: readonly FeedbackOrigin[],
): Promise<string> {
  const log = rowOriginsLog(contract);
  const lines = origins.map(({ prediction, labels }) =>
    canonicalJson({ prediction: asJson(prediction), labels: labels.map(asJson) }),
  );
  // A month of rows is tens of megabytes: they are written down once, for the digest as for the disk.
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  const metadata = { run: runId, digest: digestOf(bytes) };
  const { sequence } = await store.head(log);
  for await (const segment of readSegments(store, log, { from: Math.max(1, sequence - lookBack) }))
    if (segment.metadata.run === metadata.run && segment.metadata.digest === metadata.digest)
      return formatReference({ kind: "event", log, sequence: segment.sequence });
  const segment = { bytes, rows: lines.length, encoding: jsonLines };
  const { reference } = await appendSegmentBytes(store, log, segment, { time: clock.now(), metadata });
  return reference;
}

/** What one row of a dataset was made of. @throws {MissingError} the segment has no such row. @throws {DamagedError} it holds something else. */
export async function readRowOrigin(store: Store, segment: string, row: number): Promise<FeedbackOrigin> {
  const origin: unknown = await readRow(store, `${segment}#${row}`);
  if (isOrigin(origin)) return origin;
  throw new DamagedError(`${segment}#${row}`, {
    place: "lineage",
    message: "Expected a prediction and its labels, got other data: another writer than this library's wrote it",
  });
}

function asJson({ id, position }: LoggedReference): Json {
  return { id, ...(position !== undefined && { position }) };
}

function isOrigin(value: unknown): value is FeedbackOrigin {
  return (
    typeof value === "object" &&
    value !== null &&
    "prediction" in value &&
    "labels" in value &&
    Array.isArray(value.labels)
  );
}
