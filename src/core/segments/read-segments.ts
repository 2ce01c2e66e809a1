import { DamagedError, InvalidArgumentError, MissingError } from "../errors/index.js";
import type { Json } from "../json.js";
import { parseCanonicalJson } from "../parse-canonical-json.js";
import { parseReference } from "../reference.js";
import type { Store, StoredEvent } from "../store.js";
import { isSegmentFacts, type SegmentFacts, segmentType } from "./append-segment.js";

/** One segment of a log. */
export interface Segment extends SegmentFacts {
  readonly log: string;
  readonly sequence: number;
  readonly time: number;
  /** The bytes as they were stored, unsealed. @throws {ErasedError} their subject was erased. */
  read(): Promise<Uint8Array>;
  /** The rows of a `jsonl@1` segment; row k is `<log>@<sequence>#<k>`. @throws {InvalidArgumentError} it has another encoding. */
  values(): Promise<readonly Json[]>;
  /** One row, without parsing the others; undefined when there are fewer. */
  value(row: number): Promise<Json | undefined>;
}

/** The segments of a log in order; events of other types are passed over. */
export async function* readSegments(
  store: Store,
  log: string,
  range: { readonly from?: number; readonly to?: number } = {},
): AsyncGenerator<Segment> {
  for await (const event of store.read(log, range)) if (event.type === segmentType) yield segmentOf(store, log, event);
}

/** The segments of a log and of all logs below it, `<log>/…`: what all writers of a log have written. Writer by writer, in the order they were opened. */
export async function* readSegmentsBelow(store: Store, log: string): AsyncGenerator<Segment> {
  for (const name of await store.logs(log))
    if (name === log || name.startsWith(`${log}/`)) yield* readSegments(store, name);
}

/** One row by its reference `<log>@<sequence>#<row>`. @throws {MissingError} there is no such row. */
export async function readRow(store: Store, reference: string): Promise<Json> {
  const parsed = parseReference(reference);
  if (parsed.kind !== "row")
    throw new InvalidArgumentError("segments", "a reference to a row, `<log>@<sequence>#<row>`", reference);
  for await (const segment of readSegments(store, parsed.log, { from: parsed.sequence, to: parsed.sequence })) {
    const row = segment.sequence === parsed.sequence ? await segment.value(parsed.row) : undefined;
    if (row !== undefined) return row;
  }
  throw new MissingError("segments", reference);
}

function segmentOf(store: Store, log: string, event: StoredEvent): Segment {
  const facts: unknown = event.data;
  const place = `segment ${log}@${event.sequence}`;
  if (!isSegmentFacts(facts))
    throw new DamagedError(`${log}@${event.sequence}`, {
      place,
      message:
        "Expected an event that names a blob and its rows, got other data: another writer than this library's wrote it",
    });
  const read = (): Promise<Uint8Array> => store.blobs.get(facts.blob);
  const lines = async (): Promise<readonly string[]> => {
    if (facts.encoding !== "jsonl@1") throw new InvalidArgumentError(place, "encoding jsonl@1", facts.encoding);
    const found = new TextDecoder().decode(await read()).split("\n");
    found.pop();
    if (found.length !== facts.rows)
      throw new DamagedError(`${log}@${event.sequence}`, {
        place,
        message: `Expected ${facts.rows} rows in ${facts.blob}, got ${found.length}`,
      });
    return found;
  };
  return {
    ...facts,
    log,
    sequence: event.sequence,
    time: event.time,
    read,
    values: async () => (await lines()).map(parseRow),
    async value(row) {
      const line = (await lines())[row];
      return line === undefined ? undefined : parseRow(line);
    },
  };
}

// Tagged values are rare, and restoring them makes parsing several times slower.
function parseRow(line: string): Json {
  return (line.includes('"$') ? parseCanonicalJson(line) : JSON.parse(line)) as Json;
}
