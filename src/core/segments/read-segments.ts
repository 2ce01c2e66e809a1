import { InvalidArgumentError, MissingError } from "../errors/index.js";
import type { Json } from "../json.js";
import { parseReference } from "../reference.js";
import type { Store, StoredEvent } from "../store.js";
import type { SegmentFacts } from "./append-segment.js";

/** One segment of a log. */
export interface Segment extends SegmentFacts {
  readonly log: string;
  readonly sequence: number;
  readonly time: number;
  /** The bytes as they were stored, unsealed. @throws {ErasedError} their subject was erased. */
  read(): Promise<Uint8Array>;
  /** The rows of a `jsonl@1` segment. @throws {InvalidArgumentError} it has another encoding. */
  values(): Promise<readonly Json[]>;
}

/** The segments of a log in order; events of other types are passed over. */
export async function* readSegments(
  store: Store,
  log: string,
  range: { readonly from?: number; readonly to?: number } = {},
): AsyncGenerator<Segment> {
  for await (const event of store.read(log, range))
    if (event.type === "segment-written") yield segmentOf(store, log, event);
}

/** One row by its reference `<log>@<sequence>#<row>`. @throws {MissingError} there is no such row. */
export async function readRow(store: Store, reference: string): Promise<Json> {
  const parsed = parseReference(reference);
  if (parsed.kind !== "row")
    throw new InvalidArgumentError("segments", "a reference to a row, `<log>@<sequence>#<row>`", reference);
  for await (const segment of readSegments(store, parsed.log, { from: parsed.sequence, to: parsed.sequence })) {
    const row = (await segment.values())[parsed.row];
    if (row !== undefined) return row;
  }
  throw new MissingError("segments", reference);
}

function segmentOf(store: Store, log: string, event: StoredEvent): Segment {
  const facts = event.data as unknown as SegmentFacts;
  const read = (): Promise<Uint8Array> => store.blobs.get(facts.blob);
  return {
    ...facts,
    log,
    sequence: event.sequence,
    time: event.time,
    read,
    async values() {
      if (facts.encoding !== "jsonl@1")
        throw new InvalidArgumentError(`segment ${log}@${event.sequence}`, "encoding jsonl@1", facts.encoding);
      const lines = new TextDecoder().decode(await read()).split("\n");
      return lines.slice(0, facts.rows).map((line) => JSON.parse(line) as Json);
    },
  };
}
