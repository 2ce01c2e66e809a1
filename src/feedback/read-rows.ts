import { formatReference, readSegments } from "../core/house.js";
import { ErasedError, type Json, type Store } from "../core/index.js";
import type { ReadOptions } from "./read-options.js";
import { writersOf } from "./writers-of.js";

/** Rows of all writers of a name, writer by writer in the order they were opened. Erased segments are passed over and told of. */
export async function* readRows(
  store: Store,
  log: string,
  { writer, onErased }: ReadOptions,
): AsyncGenerator<{ readonly row: Json; readonly position: string }> {
  for (const name of await writersOf(store, log, writer))
    for await (const { sequence, rows, values } of readSegments(store, name)) {
      let read: readonly Json[];
      try {
        read = await values();
      } catch (error) {
        // One person's erasure must not hide everybody else's rows.
        if (!ErasedError.isInstance(error)) throw error;
        onErased?.(formatReference({ kind: "event", log: name, sequence }), rows);
        continue;
      }
      for (const [row, value] of read.entries())
        yield { row: value, position: formatReference({ kind: "row", log: name, sequence, row }) };
    }
}
