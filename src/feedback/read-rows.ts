import { formatReference, readSegments } from "../core/house.js";
import { ErasedError, type Json, type Store } from "../core/index.js";
import { writersOf } from "./writers-of.js";

/** Rows of all writers of a name, writer by writer in the order they were opened. Erased segments are passed over and told of. */
export async function* readRows(
  store: Store,
  log: string,
  onErased: ((segment: string) => void) | undefined,
): AsyncGenerator<Json> {
  for (const name of await writersOf(store, log))
    for await (const segment of readSegments(store, name)) {
      try {
        yield* await segment.values();
      } catch (error) {
        // One person's erasure must not hide everybody else's rows.
        if (!ErasedError.isInstance(error)) throw error;
        onErased?.(formatReference({ kind: "event", log: name, sequence: segment.sequence }));
      }
    }
}
