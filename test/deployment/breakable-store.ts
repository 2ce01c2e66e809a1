import type { Store, StoredEvent } from "golden-pipeline";

/** A store that can go away: it throws, or never answers. */
export interface BreakableStore extends Store {
  mode: "works" | "throws" | "hangs";
}

export function breakableStore(store: Store): BreakableStore {
  const broken: BreakableStore = {
    mode: "works",
    blobs: store.blobs,
    append: (...words) => ask(() => store.append(...words)),
    head: (...words) => ask(() => store.head(...words)),
    logs: (...words) => ask(() => store.logs(...words)),
    trim: (...words) => ask(() => store.trim(...words)),
    erase: (...words) => ask(() => store.erase(...words)),
    async *read(...words): AsyncIterable<StoredEvent> {
      await ask(async () => undefined);
      yield* store.read(...words);
    },
  };
  async function ask<T>(work: () => Promise<T>): Promise<T> {
    if (broken.mode === "throws") throw new Error("the disk is gone");
    if (broken.mode === "hangs") return new Promise(() => undefined);
    return work();
  }
  return broken;
}
