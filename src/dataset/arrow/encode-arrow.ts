import type { Batch } from "../../schema/index.js";
import { loadArrow } from "./arrow-types.js";
import { buildTable } from "./build-table.js";

/**
 * A batch as an Arrow IPC stream: text dictionary-encoded, numbers, integers and times (milliseconds) as doubles, other values as JSON text.
 * Equal batches give equal bytes, whatever their dictionaries and what stands under their missing bits.
 */
export async function encodeArrow(batch: Batch): Promise<Uint8Array> {
  const arrow = await loadArrow();
  return arrow.tableToIPC(buildTable(arrow, batch, "float64"), "stream");
}
