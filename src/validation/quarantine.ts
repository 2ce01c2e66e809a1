import {
  appendSegment,
  type Context,
  canonicalJson,
  type Json,
  parseCanonicalJson,
  readSegments,
  type Store,
} from "../core/index.js";
import type { Reason } from "./reason.js";

/** A row that was kept out of a dataset, with every reason and where its raw bytes stand. */
export interface QuarantinedRow {
  /** `raw/<contract>@<sequence>#<row>`, or where the row came from otherwise. */
  readonly position: string;
  readonly raw: unknown;
  readonly reasons: readonly Reason[];
}

export function quarantineLog(contract: string): string {
  return `quarantine/${contract}`;
}

/** Writes what one run keeps out as one segment; a run that is repeated writes nothing twice. */
export async function writeQuarantine(
  context: Context,
  contract: string,
  rows: readonly QuarantinedRow[],
  subject: string | undefined,
): Promise<void> {
  if (rows.length === 0) return;
  const log = quarantineLog(contract);
  for await (const { metadata } of readSegments(context.store, log))
    if (metadata.run === context.runId && metadata.rows === rows.length) return;
  const values = rows.map((row) => JSON.parse(canonicalJson(row)) as Json);
  await appendSegment(context.store, log, values, {
    time: context.clock.now(),
    metadata: { run: context.runId, rows: rows.length },
    ...(subject !== undefined && { subject }),
  });
}

/** All rows ever kept out under a contract, in order. */
export async function* readQuarantine(
  store: Store,
  contract: { readonly name: string },
): AsyncGenerator<QuarantinedRow> {
  for await (const segment of readSegments(store, quarantineLog(contract.name)))
    for (const row of await segment.values()) yield parseCanonicalJson(JSON.stringify(row)) as QuarantinedRow;
}
