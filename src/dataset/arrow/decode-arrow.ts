import type { Table } from "apache-arrow";
import { DamagedError } from "../../core/index.js";
import type { Batch } from "../../schema/index.js";
import { loadArrow } from "./arrow-types.js";
import { batchFromArrow } from "./batches-from-arrow.js";

/** Reads an Arrow IPC stream or file; numbers share its memory. @throws {DamagedError} the bytes are not Arrow. */
export async function decodeArrow(bytes: Uint8Array): Promise<Batch> {
  const { tableFromIPC } = await loadArrow();
  let table: Table;
  try {
    table = tableFromIPC(bytes);
  } catch (cause) {
    throw new DamagedError("arrow", {
      place: "table",
      message: "Expected the bytes of an Arrow IPC stream or file, got others",
      cause,
    });
  }
  return batchFromArrow(table);
}
