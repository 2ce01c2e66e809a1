import { SourceError } from "../../core/index.js";
import type { RawSource } from "../../ports/index.js";
import type { Batch, ColumnData } from "../../schema/index.js";
import { concatRaw } from "./concat-raw.js";
import type { OfflineView } from "./offline-views.js";

/** The rows of a view's file, its columns by the names that the view gives them. */
export async function readView(view: OfflineView, source: RawSource, signal: AbortSignal): Promise<Batch> {
  const batches: Batch[] = [];
  for await (const { bytes, reading } of source.chunks(signal))
    for await (const { length, columns } of source.format.decode(bytes, reading)) batches.push({ length, columns });
  const { length, columns } = concatRaw(batches);
  const named = Object.entries(columns).map(([name, column]) => [view.renamed[name] ?? name, column]);
  return { length, columns: Object.fromEntries(named) };
}

/**
 * A column that a view has. A file without rows may have no columns at all.
 * @throws {SourceError} the file has not, or of another type than times where one is needed.
 */
export function viewColumn(view: OfflineView, rows: Batch, name: string, wanted?: "time"): ColumnData {
  const column = rows.columns[name];
  if (column === undefined && rows.length === 0) return { type: "other", length: 0, values: [] };
  if (column !== undefined && (wanted === undefined || column.type === wanted)) return column;
  const got =
    column === undefined ? `the columns ${Object.keys(rows.columns).join(", ")}` : `one of type ${column.type}`;
  const message = `Expected a column ${name}${wanted === undefined ? "" : " of times"} in ${view.path} of feature view ${view.name}, got ${got}`;
  throw new SourceError({ place: "feast", message });
}
