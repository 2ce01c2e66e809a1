import {
  appendSegment,
  checkArguments,
  checkOptions,
  digestOf,
  formatReference,
  option,
  parseReference,
  readSegments,
} from "../core/house.js";
import {
  type Context,
  canonicalJson,
  DamagedError,
  ErasedError,
  InvalidArgumentError,
  type Store,
} from "../core/index.js";
import type { Reason } from "../schema/house.js";

/** A row that was kept out of a dataset, with every reason and where its raw bytes stand. */
export interface QuarantinedRow {
  /** `raw/<contract>@<sequence>#<row>`, or where the row came from otherwise. */
  readonly position: string;
  /** The row as it was read; text when it could not be read. */
  readonly row: unknown;
  readonly reasons: readonly Reason[];
}

/** How far back a resumed run looks for what it has written. */
const lookBack = 1000;

export function quarantineLog(contract: string): string {
  return `quarantine/${contract}`;
}

/** Writes what one run keeps out as one segment and gives its reference; a run that is repeated writes nothing twice. */
export async function writeQuarantine(
  context: Pick<Context, "store" | "clock" | "runId">,
  contract: string,
  rows: readonly QuarantinedRow[],
  subjectOf: (position: string) => string | undefined,
): Promise<string | undefined> {
  if (rows.length === 0) return undefined;
  const { store, clock, runId } = context;
  const log = quarantineLog(contract);
  // No values of the rows: a digest of personal data could be guessed.
  const digest = digestOf(
    canonicalJson(rows.map(({ position, reasons }) => [position, reasons.map(({ code }) => code)])),
  );
  const { sequence } = await store.head(log);
  for await (const { metadata, sequence: at } of readSegments(store, log, { from: Math.max(1, sequence - lookBack) }))
    if (metadata.run === runId && metadata.digest === digest)
      return formatReference({ kind: "event", log, sequence: at });
  const { reference } = await appendSegment(store, log, rows.map(storable), {
    time: clock.now(),
    metadata: { run: runId, digest },
    subjects: rows.map(({ position }) => subjectOf(position)),
  });
  return reference;
}

/** Dates, bigint and NaN are kept, so that `readQuarantine` gives the row back as it was. */
function storable(row: QuarantinedRow): QuarantinedRow {
  try {
    canonicalJson(row);
    return row;
  } catch (error) {
    // A custom format may give what has no JSON; the raw bytes keep it.
    if (InvalidArgumentError.isInstance(error)) return { ...row, row: null };
    throw error;
  }
}

/**
 * The rows that were kept out under a contract, in order.
 * @param options.segment Only those of one validation, e.g. `quarantine/flights@3`. @default all
 * @param options.onErased Called with where each row stood in quarantine whose subject was erased; it is passed over. @default an error is thrown
 * @throws {ErasedError} the subject of some was erased. @throws {DamagedError} something else stands there.
 */
export async function* readQuarantine(
  store: Store,
  contract: { readonly name: string },
  options: { readonly segment?: string; readonly onErased?: (position: string) => void } = {},
): AsyncGenerator<QuarantinedRow> {
  checkArguments(
    "quarantine",
    { store, contract },
    { store: option.store, contract: option.having("a contract", "name") },
  );
  checkOptions("quarantine", options, { segment: option.text, onErased: option.callback });
  const only = options.segment === undefined ? undefined : parseReference(options.segment);
  const range = only?.kind === "event" ? { from: only.sequence, to: only.sequence } : {};
  for await (const segment of readSegments(store, quarantineLog(contract.name), range))
    for (const [index, row] of (await segment.values()).entries()) {
      const stands = formatReference({ kind: "row", log: segment.log, sequence: segment.sequence, row: index });
      if (row !== undefined) yield asQuarantined(row, stands);
      else if (options.onErased === undefined) throw new ErasedError(stands);
      else options.onErased(stands);
    }
}

function asQuarantined(row: unknown, stands: string): QuarantinedRow {
  if (isQuarantined(row)) return row;
  throw new DamagedError(stands, {
    place: "quarantine",
    message:
      "Expected a row with its position and reasons, got other data: another writer than this library's wrote it",
  });
}

function isQuarantined(row: unknown): row is QuarantinedRow {
  return typeof row === "object" && row !== null && "position" in row && "reasons" in row && Array.isArray(row.reasons);
}
