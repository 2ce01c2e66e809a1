import { formatReference, readSegments } from "../core/house.js";
import type { Json, Store } from "../core/index.js";
import type { ReadOptions } from "./read-options.js";
import { writersOf } from "./writers-of.js";

/** Rows of all writers of a name, writer by writer in the order they were opened. Erased rows are passed over and told of. */
export async function* readRows(
  store: Store,
  log: string,
  { writer, onErased }: ReadOptions,
): AsyncGenerator<{ readonly row: Json; readonly position: string }> {
  // One person's erasure must not hide everybody else's rows.
  for (const name of await writersOf(store, log, writer))
    for await (const { sequence, values } of readSegments(store, name))
      for (const [index, row] of (await values()).entries()) {
        const position = formatReference({ kind: "row", log: name, sequence, row: index });
        if (row === undefined) onErased?.(position);
        else yield { row, position };
      }
}
