import { createMemoryStore } from "./memory-store.js";
import type { Head, NewEvent, Store, StoreBlobs, StoredEvent } from "./store.js";

/** A memory store that is only made when something is read or written: direct calls of stages mostly do not. */
export class LazyMemoryStore implements Store {
  #made: Store | undefined;

  get #store(): Store {
    this.#made ??= createMemoryStore();
    return this.#made;
  }

  get blobs(): StoreBlobs {
    return this.#store.blobs;
  }

  append(log: string, events: readonly NewEvent[], options?: { readonly expect?: number }): Promise<Head> {
    return this.#store.append(log, events, options);
  }

  read(log: string, range?: { readonly from?: number; readonly to?: number }): AsyncIterable<StoredEvent> {
    return this.#store.read(log, range);
  }

  head(log: string): Promise<Head> {
    return this.#store.head(log);
  }

  logs(prefix?: string): Promise<readonly string[]> {
    return this.#store.logs(prefix);
  }

  trim(log: string, before: number): Promise<void> {
    return this.#store.trim(log, before);
  }

  erase(subject: string): Promise<boolean> {
    return this.#store.erase(subject);
  }
}

/** Whether somebody gave the store, and so can read from it later: false of the one that a call or a run without a store makes for itself. */
export function isKept(store: Store): boolean {
  return !(store instanceof LazyMemoryStore);
}
