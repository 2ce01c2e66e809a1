import type { Store } from "./store.js";

/** Placeholder until the store helper's file lands. */
export function createMemoryStore(): Store {
  throw new Error("not written yet");
}
