import { composeStore } from "./compose-store/compose-store.js";
import { memoryBlobs } from "./memory/memory-blobs.js";
import { memoryKeys } from "./memory/memory-keys.js";
import { memoryLogs } from "./memory/memory-logs.js";
import type { Store } from "./store.js";

/**
 * A store in this process's memory: for tests, and what a stage called directly gets.
 * Same contract as the file store, nothing outlives the process.
 */
export function createMemoryStore(): Store {
  return composeStore({ logs: memoryLogs(), blobs: memoryBlobs(), keys: memoryKeys() });
}
