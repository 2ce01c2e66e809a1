import type { Source } from "../../../../src/core/index.js";

/** A source like a file: one batch, one partition, which each reader believes its own. */
export function listSource(items: readonly number[]): Source<readonly number[]> {
  const end = String(items.length);
  let committed: string | undefined;
  return {
    specificationVersion: 1,
    name: "list",
    async *partitions() {
      yield {
        id: "0",
        signal: new AbortController().signal,
        committed: async () => committed,
        read: async ({ from = "0" }) => (from === end ? undefined : { batch: [...items], from, to: end }),
        commit: async (position) => {
          committed = position;
        },
        release: async () => undefined,
      };
    },
  };
}
