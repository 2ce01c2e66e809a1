import { formatReference, readSegments } from "../core/house.js";
import type { Json, Store } from "../core/index.js";
import { writersOf } from "./writers-of.js";

/** Rows of all writers of a name, writer by writer in the order they were opened. Erased rows are passed over and told of. */
export async function* readRows(
  store: Store,
  log: string,
  onErased: ((row: string) => void) | undefined,
): AsyncGenerator<Json> {
  // One person's erasure must not hide everybody else's rows.
  for (const name of await writersOf(store, log))
    for await (const { sequence, values } of readSegments(store, name))
      for (const [row, value] of (await values()).entries())
        if (value === undefined) onErased?.(formatReference({ kind: "row", log: name, sequence, row }));
        else yield value;
}
