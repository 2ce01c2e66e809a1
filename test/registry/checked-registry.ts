import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore, createSimulatedClock, type Store } from "../../src/core/index.js";
import { createRegistry } from "../../src/registry/index.js";
import { createFileStore } from "../../src/store/index.js";
import type { CheckedRegistry } from "../../src/testing/registry/checked-registry.js";

export async function memoryRegistry(): Promise<CheckedRegistry> {
  const store = createMemoryStore();
  return checkedOn(
    store,
    () => store,
    async () => undefined,
  );
}

export async function fileRegistry(): Promise<CheckedRegistry & { readonly directory: string }> {
  const directory = await mkdtemp(join(tmpdir(), "golden-pipeline-registry-"));
  const open = (): Store => createFileStore(directory);
  return { ...checkedOn(open(), open, () => rm(directory, { recursive: true, force: true })), directory };
}

function checkedOn(store: Store, open: () => Store, close: () => Promise<void>): CheckedRegistry {
  const clock = createSimulatedClock(1000);
  return {
    registry: createRegistry({ store, clock }),
    store,
    clock,
    reopen: async () => createRegistry({ store: open(), clock }),
    close,
  };
}
