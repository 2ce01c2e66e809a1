import { counted } from "../counted.js";
import { DamagedError, ErasedError, InvalidArgumentError, MissingError } from "../errors/index.js";
import type { Json } from "../json.js";
import { parseCanonicalJson } from "../parse-canonical-json.js";
import { parseReference } from "../reference.js";
import type { Store, StoredEvent } from "../store.js";
import { isSegmentFacts, jsonLines, jsonLinesBySubject, type SegmentFacts, segmentType } from "./append-segment.js";
import { linesOfParts } from "./rows-by-subject.js";

/** One segment of a log. */
export interface Segment extends SegmentFacts {
  readonly log: string;
  readonly sequence: number;
  readonly time: number;
  /**
   * The bytes as they were stored, unsealed.
   * @throws {ErasedError} their subject was erased. @throws {InvalidArgumentError} its rows have subjects of their own: read `values`.
   */
  read(): Promise<Uint8Array>;
  /**
   * The rows of a segment of JSON lines; row k is `<log>@<sequence>#<k>`. Undefined stands for a row whose subject was erased.
   * @throws {InvalidArgumentError} it has another encoding.
   */
  values(): Promise<readonly (Json | undefined)[]>;
  /** One row, without parsing the others; undefined when there are fewer. @throws {ErasedError} its subject was erased. */
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
  const reference = `${log}@${event.sequence}`;
  const lines = async (): Promise<readonly (string | undefined)[]> => {
    if (facts.encoding !== jsonLines && facts.encoding !== jsonLinesBySubject)
      throw new InvalidArgumentError(place, `encoding ${jsonLines} or ${jsonLinesBySubject}`, facts.encoding);
    const parts = await store.blobs.getParts(facts.blob);
    if (facts.encoding === jsonLinesBySubject) return linesOfParts(parts, { reference, rows: facts.rows });
    const [bytes] = parts;
    if (bytes === undefined) return new Array<undefined>(facts.rows).fill(undefined);
    const found = new TextDecoder().decode(bytes).split("\n");
    found.pop();
    if (found.length !== facts.rows)
      throw new DamagedError(reference, {
        place,
        message: `Expected ${counted(facts.rows, "row")} in ${facts.blob}, got ${found.length}`,
      });
    return found;
  };
  return {
    ...facts,
    log,
    sequence: event.sequence,
    time: event.time,
    async read() {
      if (facts.encoding === jsonLinesBySubject)
        throw new InvalidArgumentError(
          place,
          "bytes of one subject or none, these rows are read by `values`",
          facts.encoding,
        );
      return store.blobs.get(facts.blob);
    },
    values: async () => (await lines()).map((line) => (line === undefined ? undefined : parseRow(line))),
    async value(row) {
      const found = await lines();
      const line = found[row];
      if (line !== undefined) return parseRow(line);
      if (row in found) throw new ErasedError(`${reference}#${row}`);
      return undefined;
    },
  };
}

// Tagged values are rare, and restoring them makes parsing several times slower.
function parseRow(line: string): Json {
  return (line.includes('"$') ? parseCanonicalJson(line) : JSON.parse(line)) as Json;
}
