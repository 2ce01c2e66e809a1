import { sortedRows } from "golden-pipeline/dataset";
import { parquetSource } from "golden-pipeline/ingestion";
import { type Batch, compileColumns, concatBatches, takeRows } from "golden-pipeline/schema";
import { flights } from "./contract.js";
import { flightsFile } from "./files.js";
import type { Sample } from "./options.js";

/** One flight as it happened: what is known at wheels-off, and what turns out when it is on the ground. */
export interface FlightEvent {
  readonly date: Date;
  readonly distance: number;
  readonly origin: string;
  readonly destination: string;
  readonly departedAt: Date;
  /** Arrival delay in minutes, as the file says it. */
  readonly delay: number;
  /** When the delay becomes known. */
  readonly landedAt: Date;
}

/** A month of flights in order of their departure in UTC. */
export interface Month {
  readonly name: string;
  readonly rows: number;
  /** Rows added to the sample because it has none of their kind. */
  readonly dirty: number;
  at(row: number): FlightEvent;
  /** Row numbers in order of landing. */
  readonly byLanding: Uint32Array;
  /** When its last flight has landed. */
  readonly end: number;
}

/**
 * Reads the real flights, month by month. All but `all` are the flights from or to ATL, and the wrapped delays of the other
 * airports as a documented dirty slice.
 */
export async function readWorld(sample: Sample): Promise<readonly Month[]> {
  const source = parquetSource(flightsFile);
  const batches: Batch[] = [];
  for await (const { bytes, reading } of source.chunks(new AbortController().signal))
    for await (const batch of source.format.decode(bytes, reading))
      batches.push(sample === "all" ? batch : keepAtlanta(batch, sample));
  const all = concatBatches(batches.map(({ length, columns }) => ({ length, columns })));
  const monthOf = numbers(all, "date").map((date) => new Date(date).getUTCMonth());
  return ["01", "02", "03", "04", "05", "06"].map((month, index) => {
    const rows = Uint32Array.from({ length: all.length }, (_, row) => row).filter((row) => monthOf[row] === index);
    return describeMonth(`2001-${month}`, takeRows(all, rows), sample === "all" ? undefined : "ATL");
  });
}

const flightsOfAtlanta = 249_000;

function keepAtlanta(batch: Batch, sample: number | "atlanta"): Batch {
  const every = sample === "atlanta" ? 1 : Math.max(1, Math.round(flightsOfAtlanta / sample));
  let seen = 0;
  const [origin, destination, delay] = [words(batch, "origin"), words(batch, "destination"), numbers(batch, "delay")];
  const kept: number[] = [];
  for (let row = 0; row < batch.length; row++)
    if (isWrapped(delay[row] as number)) kept.push(row);
    else if ((origin(row) === "ATL" || destination(row) === "ATL") && seen++ % every === 0) kept.push(row);
  return takeRows(batch, kept);
}

/** Delays that a clock beyond midnight made a day too long or too short. Atlanta has none, so the sample borrows the others'. */
function isWrapped(delay: number): boolean {
  return (delay > 1390 && delay < 1490) || delay < -200;
}

function describeMonth(name: string, batch: Batch, airport: string | undefined): Month {
  const derived = flights.columns.find((column) => column.name === "departedAt")?.derived;
  const known = flights.labels.delay?.knownAt;
  if (derived === undefined || known === undefined)
    throw new Error("the contract states departedAt and when a delay is known");
  const departed: Batch = {
    length: batch.length,
    columns: { ...batch.columns, departedAt: compileColumns(derived)(batch) },
  };
  const sorted = takeRows(departed, sortedRows(departed, "departedAt"));
  const landed: Batch = {
    length: sorted.length,
    columns: { ...sorted.columns, landedAt: compileColumns(known)(sorted) },
  };
  const [origin, destination] = [words(landed, "origin"), words(landed, "destination")];
  const [date, delay, distance, departedAt, landedAt] = (
    ["date", "delay", "distance", "departedAt", "landedAt"] as const
  ).map((column) => numbers(landed, column));
  let dirty = 0;
  if (airport !== undefined)
    for (let row = 0; row < landed.length; row++) if (origin(row) !== airport && destination(row) !== airport) dirty++;
  return {
    name,
    rows: landed.length,
    dirty,
    byLanding: sortedRows(landed, "landedAt"),
    end: landedAt?.reduce((latest, time) => Math.max(latest, time), 0) ?? 0,
    at: (row) => ({
      date: new Date(date?.[row] as number),
      delay: delay?.[row] as number,
      distance: distance?.[row] as number,
      origin: origin(row),
      destination: destination(row),
      departedAt: new Date(departedAt?.[row] as number),
      landedAt: new Date(landedAt?.[row] as number),
    }),
  };
}

function numbers(batch: Batch, name: string): Float64Array {
  const column = batch.columns[name];
  if (column === undefined || !(column.type === "integer" || column.type === "number" || column.type === "time"))
    throw new Error(`no numbers in column ${name}`);
  return column.values;
}

function words(batch: Batch, name: string): (row: number) => string {
  const column = batch.columns[name];
  if (column?.type !== "text") throw new Error(`no text in column ${name}`);
  return (row) => column.dictionary[column.codes[row] as number] as string;
}
